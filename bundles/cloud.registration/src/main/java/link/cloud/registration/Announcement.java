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
}
