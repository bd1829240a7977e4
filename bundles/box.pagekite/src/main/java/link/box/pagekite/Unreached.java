package link.box.pagekite;

import java.io.IOException;

/** Nobody reaches the Box by its public name, as far as we have tried it. */
final class Unreached extends IOException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param what what was seen and what it means
     * @param remedy what a person can do
     */
    Unreached(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
