package link.box.dns;

import java.io.IOException;

/** An answer that no zone API gives: a redirect, a web page. */
final class Stranger extends IOException {
    private static final long serialVersionUID = 1L;

    Stranger(String message) {
        super(message);
    }
}
