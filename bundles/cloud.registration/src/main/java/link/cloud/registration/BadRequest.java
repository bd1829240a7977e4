package link.cloud.registration;

/** What came in is not what it should be; the message says to the sender why. */
final class BadRequest extends Exception {
    private static final long serialVersionUID = 1L;

    BadRequest(String why) {
        super(why);
    }
}
