package link.box.testing.acme;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Issues what an order that is ready asks for (RFC 8555, section 7.4, "finalize"). */
final class Finalizer {
    private final Site site;
    private final IssuingCa ca;
    private final Orders orders;
    private final Certificates certificates;

    Finalizer(Site site, IssuingCa ca, Orders orders, Certificates certificates) {
        this.site = site;
        this.ca = ca;
        this.orders = orders;
        this.certificates = certificates;
    }

    Answer finish(Account account, String id, Jws jws, Optional<Fault> fault) throws Problem {
        Order order = orders.of(account, id);
        String status = order.status(site.now());
        if (!status.equals("ready")) {
            throw new Problem(403, "orderNotReady", "the order is " + status);
        }
        PublicKey key = key(Wire.bytes(jws.json().getString("csr", "")), order.wanted().names());
        if (key.equals(account.jwk().key())) {
            throw new Problem(400, "badCSR", "the key is that of the account");
        }
        if (fault.isPresent()) {
            order.fail(new Problem(500, "serverInternal", "as the test has ordered"));
        } else {
            issue(order, key);
        }
        return Answer.json(200, order.json(site)).with("Location", site.url(Kind.ORDER, id));
    }

    private void issue(Order order, PublicKey key) {
        Order.Wanted wanted = order.wanted();
        Duration life = site.rules().lifetimes().get(wanted.profile());
        Instant now = site.now();
        X509Certificate certificate = ca.issue(key, wanted.names(), now.minus(site.rules().backdateOf(life)), life);
        Issued issued = new Issued(certificate, wanted.names(), wanted.profile(), order.account().id(), now, wanted.replaces());
        certificates.add(order.id(), issued);
        site.notebook().issued(issued);
        orders.countCertificate(order);
        order.complete(issued, site.rules().processing());
    }

    private static PublicKey key(byte[] csr, List<String> names) throws Problem {
        try {
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(csr);
            PublicKey key = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new Problem(400, "badCSR", "the request is not signed by its key");
            }
            if (!names(request).equals(names)) {
                throw new Problem(400, "badCSR", "the request is for " + names(request) + ", the order for " + names);
            }
            return key;
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new Problem(400, "badCSR", "not a request: " + e.getMessage());
        }
    }

    private static List<String> names(JcaPKCS10CertificationRequest request) {
        Extensions extensions = request.getRequestedExtensions();
        GeneralNames found = extensions == null ? null : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        return (found == null ? Stream.<GeneralName>empty() : Arrays.stream(found.getNames()))
                .map(each -> each.getName().toString()).distinct().sorted().toList();
    }
}
