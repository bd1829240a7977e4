package link.box.api.tls;

import java.io.IOException;

/**
 * A certificate that the store does not take into service: something is wrong with it, not with the disk, so another one is needed.
 *
 * @since 1.1
 */
public final class RefusedCertificate extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong with it, for people
     * @param cause how that was found
     */
    public RefusedCertificate(String message, Throwable cause) {
        super(message, cause);
    }
}
