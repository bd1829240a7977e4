package link.box.runtime;

import java.util.Arrays;
import java.util.Optional;

/** Why the JVM ends, for a shutdown hook, which is not told. */
final class Exiting {
    private Exiting() {
    }

    /** @return whose code called {@link System#exit}, which waits for the hooks; empty after a signal, or if it was the launcher itself */
    static Optional<StackTraceElement[]> byBundle() {
        return Thread.getAllStackTraces().values().stream().filter(Exiting::exits).filter(stack -> !calls(stack, Main.class, "fail"))
                .findFirst();
    }

    private static boolean exits(StackTraceElement[] stack) {
        return calls(stack, Runtime.class, "exit");
    }

    private static boolean calls(StackTraceElement[] stack, Class<?> type, String method) {
        return Arrays.stream(stack).anyMatch(call -> call.getClassName().equals(type.getName()) && call.getMethodName().equals(method));
    }
}
