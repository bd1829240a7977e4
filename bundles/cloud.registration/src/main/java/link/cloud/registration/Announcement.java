package link.cloud.registration;

import java.time.Instant;

/**
 * What a Box has said.
 *
 * @param address where from
 * @param client its id, as it says
 * @param message what the app is to know, in the Box's words
 * @param at when
 */
record Announcement(String address, String client, String message, Instant at) {
    /** The other fields, and their place on the board. */
    private static final int BYTES = 512;
    private static final int LATIN1 = 0xff;

    /** @return how many bytes of heap it takes, about: a JVM keeps a text in one byte a character if it can, else in two */
    int bytes() {
        boolean wide = message.chars().anyMatch(c -> c > LATIN1);
        return BYTES + (wide ? 2 : 1) * message.length();
    }
}
