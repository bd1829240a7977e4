package link.box.pagekite;

import link.box.api.work.Trouble;

/** The program cannot be started before somebody acts. */
final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    Unusable(String what, String remedy) {
        super(what);
        this.trouble = new Trouble("box.pagekite", what, remedy);
    }

    Trouble trouble() {
        return trouble;
    }
}
