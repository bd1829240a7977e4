package link.box.testing.acme;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What all parts of the authority share.
 *
 * @param base the beginning of all its addresses
 */
record Site(String base, InstantSource clock, Rules rules, Notebook notebook) {
    Instant now() {
        return clock.instant();
    }

    String url(Kind kind) {
        return base + kind.path();
    }

    String url(Kind kind, String id) {
        return url(kind) + "/" + id;
    }
}
