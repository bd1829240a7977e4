package link.box.acme.state;

import java.security.KeyPair;
import java.util.List;
import java.util.Optional;

/**
 * An order on its way (RFC 8555, section 7.1.3).
 *
 * @param directory of the CA
 * @param account URL of the account that has ordered
 * @param names what it is for
 * @param key of the certificate
 * @param url of the order; empty until the CA has taken it
 * @param failures how many attempts have failed with it
 */
public record PendingOrder(String directory, String account, List<String> names, KeyPair key, Optional<String> url, int failures) {
    public PendingOrder {
        names = List.copyOf(names);
    }

    /** @return the same after one more attempt that failed */
    public PendingOrder failed() {
        return new PendingOrder(directory, account, names, key, url, failures + 1);
    }
}
