package link.box.acme.decade;

import java.time.Duration;
import java.time.Instant;

/**
 * What the world says when time has moved.
 *
 * @param now the time
 * @param ahead how far the Box's wall clock is ahead of it
 * @param known whether the Box believes its clock
 * @param kick whether the Box is told that the network is back
 * @param end whether and how the Box ends now
 * @param next the moment at which something else happens, and past which time must not move
 */
record Moment(Instant now, Duration ahead, boolean known, boolean kick, End end, Instant next) {
    /** How a Box ends. */
    enum End {
        /** It goes on. */ NONE,
        /** It is stopped. */ STOP,
        /** The power fails: nothing is told. */ CUT,
        /** The years are over. */ OVER
    }

    static Moment of(String words) {
        String[] word = words.split(" ");
        return new Moment(Instant.ofEpochMilli(Long.parseLong(word[0])), Duration.ofMillis(Long.parseLong(word[1])),
                Boolean.parseBoolean(word[2]), Boolean.parseBoolean(word[3]), End.valueOf(word[4]),
                Instant.ofEpochMilli(Long.parseLong(word[5])));
    }

    @Override
    public String toString() {
        return now.toEpochMilli() + " " + ahead.toMillis() + " " + known + " " + kick + " " + end + " " + next.toEpochMilli();
    }
}
