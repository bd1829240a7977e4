package link.box.ota;

import java.io.IOException;

/** What the channel offers is not taken, and no retry mends that: somebody has to act. */
final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param what what happened, and what it means
     * @param remedy what to do
     */
    Refused(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
