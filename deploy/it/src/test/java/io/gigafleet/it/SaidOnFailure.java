package io.gigafleet.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Prints what a fleet says of itself at the moment a test of it fails: its processes and their logs
 * are gone when anybody reads the report.
 */
record SaidOnFailure(Supplier<Fleet> fleet)
        implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    private static final int AUDIT_ROWS = 30;

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        tell(context);
        throw failure;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(
            ExtensionContext context, Throwable failure) throws Throwable {
        tell(context);
        throw failure;
    }

    private void tell(ExtensionContext context) {
        StringBuilder told = new StringBuilder("\n%s failed".formatted(context.getDisplayName()));
        add(told, "domains", () -> lines(fleet.get().get("/domains").path("items")));
        add(told, "racks", () -> lines(fleet.get().get("/racks").path("items")));
        add(told, "alarms", () -> lines(fleet.get().get("/alarms").path("items")));
        add(
                told,
                "audit, newest first",
                () ->
                        String.join(
                                "\n",
                                fleet.get()
                                        .ledger
                                        .rows(
                                                "select at, actor, action, subject, detail from"
                                                        + " audit order by id desc limit "
                                                        + AUDIT_ROWS)));
        add(told, "the plane's log", () -> fleet.get().plane().log());
        System.out.println(told);
    }

    private static void add(StringBuilder told, String title, Callable<String> text) {
        told.append("\n-- ").append(title).append('\n');
        try {
            told.append(text.call());
        } catch (Exception | AssertionError e) {
            told.append("can't be told: ").append(e);
        }
    }

    private static String lines(JsonNode items) {
        StringBuilder lines = new StringBuilder();
        items.forEach(item -> lines.append(item).append('\n'));
        return lines.toString();
    }
}
