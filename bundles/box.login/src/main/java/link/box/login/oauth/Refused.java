package link.box.login.oauth;

/** An app asked in a way that must not be answered to it: the person reads why, and stays at the Box. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String text;

    /** @param text key of the text that says why */
    public Refused(String text) {
        super(text);
        this.text = text;
    }

    /** @return key of the text that says why */
    public String text() {
        return text;
    }
}
