package link.box.work.clock;

import java.time.Duration;
import java.util.Optional;

/**
 * What a source says about the wall clock.
 *
 * @param kind yes, no, or nobody is there to say
 * @param text why, in words that do not change from look to look while nothing changes
 * @param remedy what to do; empty for yes
 * @param offset how far the source's time is ahead of the wall clock, near enough; empty if it tells none
 */
record Word(Kind kind, String text, String remedy, Optional<Duration> offset) {
    /** How it answers. */
    enum Kind { YES, NO, MUTE }

    static Word yes(String text) {
        return new Word(Kind.YES, text, "", Optional.of(Duration.ZERO));
    }

    /** It is not confirmed, and no other time is told. */
    static Word no(String text, String remedy) {
        return new Word(Kind.NO, text, remedy, Optional.empty());
    }

    /** It is another time. */
    static Word other(Duration offset, String text, String remedy) {
        return new Word(Kind.NO, text, remedy, Optional.of(offset));
    }

    /** Nobody can say, now or later: a person has to act. */
    static Word mute(String text, String remedy) {
        return new Word(Kind.MUTE, text, remedy, Optional.empty());
    }
}
