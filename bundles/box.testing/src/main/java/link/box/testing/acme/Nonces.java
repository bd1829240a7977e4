package link.box.testing.acme;

import java.util.LinkedHashSet;
import java.util.Set;

/** Numbers that are good once (RFC 8555, section 6.5). */
final class Nonces {
    private static final int MOST = 10_000;

    private final Set<String> open = new LinkedHashSet<>();
    private long count;

    String next() {
        String made = Wire.base64(Wire.sha256("nonce " + count++)).substring(0, 22);
        open.add(made);
        if (open.size() > MOST) {
            open.remove(open.iterator().next());
        }
        return made;
    }

    void spend(String nonce) throws Problem {
        if (!open.remove(nonce)) {
            throw bad();
        }
    }

    /** The count goes on: what is forgotten never comes again. */
    void forget() {
        open.clear();
    }

    static Problem bad() {
        return new Problem(400, "badNonce", "this nonce is unknown, or was used");
    }
}
