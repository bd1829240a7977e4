package link.box.testing.acme;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What is sent as a certificate: the right chain, an alternate one (RFC 8555, section 7.4.2), or a wrong one. */
final class Chains {
    private static final String TYPE = "application/pem-certificate-chain";
    private static final Duration LIFE = Duration.ofDays(30);

    private final Site site;
    private final IssuingCa ca;

    Chains(Site site, IssuingCa ca) {
        this.site = site;
        this.ca = ca;
    }

    /** @param which 0 is the usual chain, from 1 on the alternate ones */
    Answer show(Issued issued, String id, int which) throws Problem {
        List<String> others = site.rules().alternates();
        if (which < 0 || which > others.size()) {
            throw new Problem(404, "malformed", "no such chain");
        }
        Answer answer = pem(issued.certificate(), which == 0 ? ca.chain() : ca.chain(others.get(which - 1)));
        for (int other = 0; other <= others.size(); other++) {
            if (other != which) {
                String url = site.url(Kind.CERTIFICATE, id) + (other == 0 ? "" : "/" + other);
                answer = answer.with("Link", "<" + url + ">;rel=\"alternate\"");
            }
        }
        return answer;
    }

    Answer wrong(Issued issued, Fault fault) {
        Instant now = site.now();
        return switch (fault) {
            case OTHER_NAMES -> pem(ca.issue(issued.key(), List.of("other.example"), now, LIFE), ca.chain());
            case EXPIRED -> pem(ca.issue(issued.key(), issued.names(), now.minus(LIFE.multipliedBy(2)), LIFE), ca.chain());
            case FUTURE -> pem(ca.issue(issued.key(), issued.names(), now.plus(LIFE), LIFE), ca.chain());
            case OTHER_KEY -> pem(ca.issue(Signer.pair().getPublic(), issued.names(), now, LIFE), ca.chain());
            case OTHER_ISSUER -> pem(issued.certificate(), ca.strangers());
            default -> Answer.text(200, TYPE, "");
        };
    }

    private static Answer pem(X509Certificate leaf, List<X509Certificate> above) {
        StringBuilder text = new StringBuilder();
        Stream.concat(Stream.of(leaf), above.stream()).forEach(each -> text.append(pem(each)).append('\n'));
        return Answer.text(200, TYPE, text.toString());
    }

    private static String pem(X509Certificate certificate) {
        try {
            return Wire.pem(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
