package link.box.common.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The DNS names in a certificate (RFC 5280, section 4.2.1.6). */
public final class DnsNames {
    private static final int DNS_NAME = 2;

    private DnsNames() {
    }

    /**
     * @return all of them, lower case; none if it holds none
     * @throws CertificateParsingException its list of names is damaged
     */
    public static List<String> of(X509Certificate certificate) throws CertificateParsingException {
        if (certificate.getSubjectAlternativeNames() == null) {
            return List.of();
        }
        return certificate.getSubjectAlternativeNames().stream().filter(each -> Objects.equals(each.get(0), DNS_NAME))
                .map(each -> String.valueOf(each.get(1)).toLowerCase(Locale.ROOT)).toList();
    }
}
