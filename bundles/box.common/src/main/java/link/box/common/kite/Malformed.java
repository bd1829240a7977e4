package link.box.common.kite;

import java.io.IOException;

/** What came from the far end breaks the protocol; the message says how, without repeating what came. */
public final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param why for people */
    public Malformed(String why) {
        super(why);
    }
}
