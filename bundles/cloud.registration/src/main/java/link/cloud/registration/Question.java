package link.cloud.registration;

import java.util.Optional;

/**
 * A request, as far as anything here looks at it.
 *
 * @param method of HTTP
 * @param path below the context
 * @param address literal address of who asks
 * @param origin the page that asks; empty if there is none
 * @param body empty if it is larger than {@link #BODY}
 */
record Question(String method, String path, String address, Optional<String> origin, Optional<byte[]> body) {
    /** The largest body that is read at all, in bytes. */
    static final int BODY = 8192;
}
