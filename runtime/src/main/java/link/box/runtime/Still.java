package link.box.runtime;

import java.time.Duration;
import java.util.Arrays;

/** For how long a thread has not moved: a slow machine's does, one that hangs does not. Used by one thread. */
final class Still {
    private StackTraceElement[] before;
    private Duration since = Duration.ZERO;

    /**
     * @param now its stack
     * @param time by a clock that goes on, or begins anew at zero
     * @return for how long the stack has been seen to be the same
     */
    Duration look(StackTraceElement[] now, Duration time) {
        if (!Arrays.equals(before, now) || time.compareTo(since) < 0) {
            before = now;
            since = time;
        }
        return time.minus(since);
    }
}
