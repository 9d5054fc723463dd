package io.gigafleet.nodeagent.admin;

/** What a resource of the admin port says. */
record Answer(int status, String type, String text) {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** Plain text, as Prometheus reads it too. */
    static Answer text(int status, String text) {
        return new Answer(status, TEXT, text);
    }

    static Answer json(String text) {
        return new Answer(200, "application/json", text);
    }
}
