package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this process is the superuser, as whom PostgreSQL refuses to run. */
final class Superuser {

    private static final Path OWN_PROCESS = Path.of("/proc/self");

    private Superuser() {}

    static boolean isMe() {
        try {
            return Files.exists(OWN_PROCESS)
                    ? Files.getAttribute(OWN_PROCESS, "unix:uid").equals(0)
                    : System.getProperty("user.name").equals("root");
        } catch (IOException e) {
            throw new StackException("cannot tell which user this is", e);
        }
    }
}
