package link.box.testing.acme;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders that say which certificate they replace (RFC 9773, section 5). */
final class Replacements {
    private final Map<String, Order> byCertificate = new HashMap<>();
    private final Site site;
    private final Certificates certificates;

    Replacements(Site site, Certificates certificates) {
        this.site = site;
        this.certificates = certificates;
    }

    void check(Account account, List<String> names, String replaced) throws Problem {
        Issued issued = certificates.find(replaced).orElseThrow(() -> Problem.malformed("replaces names no certificate of ours"));
        if (!issued.account().equals(account.id())) {
            throw Problem.malformed("replaces names a certificate of another account");
        }
        if (Collections.disjoint(issued.names(), names)) {
            throw Problem.malformed("replaces names a certificate for other names");
        }
        if (!site.rules().replaceExpired() && issued.certificate().getNotAfter().toInstant().isBefore(site.now())) {
            throw Problem.malformed("replaces names a certificate that has expired");
        }
        Order before = byCertificate.get(replaced);
        if (before != null && !before.status(site.now()).equals("invalid")) {
            throw new Problem(409, "alreadyReplaced", "order " + before.id() + " replaces this certificate");
        }
    }

    void add(Order order) {
        order.wanted().replaces().ifPresent(replaced -> byCertificate.put(replaced, order));
    }

    void forget() {
        byCertificate.clear();
    }
}
