package link.box.pagekite;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process and what it has started. */
final class ProcessTree {
    private static final int SECONDS = 2;

    private ProcessTree() {
    }

    /** Asks first; what is still there after two seconds is killed. */
    static void end(ProcessHandle root) {
        List<ProcessHandle> children = root.descendants().toList();
        root.destroy();
        if (!gone(root)) {
            root.destroyForcibly();
            gone(root);
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean gone(ProcessHandle process) {
        try {
            process.onExit().get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }
}
