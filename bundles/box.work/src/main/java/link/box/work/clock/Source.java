package link.box.work.clock;

import java.time.Instant;

/** Who says whether the wall clock is right. */
interface Source {
    /**
     * May block for some seconds; one thread at a time.
     *
     * @param wall the wall clock's time
     * @param nanos the time of a clock that never jumps
     */
    Word ask(Instant wall, long nanos) throws InterruptedException;

    /** @return whether it knows: a time that it has confirmed is worth keeping */
    default boolean knows() {
        return true;
    }
}
