package link.box.runtime;

import java.util.Arrays;
import java.util.stream.Stream;

/** Why the JVM ends, for a shutdown hook, which is not told. */
final class Exiting {
    private Exiting() {
    }

    /** @return whether some code called {@link System#exit}, which waits for the hooks; a signal does not come that way */
    static boolean byProgram() {
        return Thread.getAllStackTraces().values().stream().anyMatch(Exiting::exits);
    }

    private static boolean exits(StackTraceElement[] stack) {
        Stream<StackTraceElement> calls = Arrays.stream(stack);
        return calls.anyMatch(call -> call.getClassName().equals(Runtime.class.getName()) && call.getMethodName().equals("exit"));
    }
}
