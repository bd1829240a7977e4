package link.box.common.client;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;

/** Words for a failure. */
public final class Reason {
    private Reason() {
    }

    /** @return the innermost message, or else the kind of the failure */
    public static String of(Throwable failure) {
        Throwable inner = failure;
        while (!spoken(inner) && inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        if (inner instanceof ConnectException) {
            return "no connection"; // the JDK's client gives it no words
        }
        return inner.getMessage() == null || inner.getMessage().isBlank() ? inner.getClass().getSimpleName() : inner.getMessage();
    }

    private static boolean spoken(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof HttpTimeoutException;
    }
}
