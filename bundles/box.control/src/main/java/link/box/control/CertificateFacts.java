package link.box.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.security.cert.X509Certificate;
import java.time.Instant;
import link.box.api.tls.RenewalPlan;
import link.box.api.tls.TlsCertificate;
import link.box.common.json.Json;

/** The certificate and its renewal as JSON. */
final class CertificateFacts {
    private CertificateFacts() {
    }

    static JsonObjectBuilder certificate(TlsCertificate certificate, Instant now) {
        X509Certificate leaf = certificate.leaf();
        return Json.PROVIDER.createObjectBuilder().add("names", Json.PROVIDER.createArrayBuilder(certificate.names()))
                .add("issuer", leaf.getIssuerX500Principal().getName()).add("until", leaf.getNotAfter().toInstant().toString())
                .add("days", certificate.daysLeft(now));
    }

    static JsonObjectBuilder renewal(RenewalPlan plan) {
        JsonArrayBuilder attempts = Json.PROVIDER.createArrayBuilder();
        for (RenewalPlan.Attempt each : plan.attempts()) {
            attempts.add(Json.PROVIDER.createObjectBuilder().add("time", each.time().toString()).add("ca", each.ca())
                    .add("ok", each.succeeded()).add("outcome", each.outcome()));
        }
        return Json.PROVIDER.createObjectBuilder().add("next", plan.next().toString()).add("reason", plan.reason())
                .add("attempts", attempts);
    }
}
