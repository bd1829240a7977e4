package link.box.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import link.box.api.tls.RenewalPlan;
import link.box.api.tls.TlsCertificate;
import link.box.common.json.Json;

/** The certificate and its renewal as JSON. */
final class CertificateFacts {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private CertificateFacts() {
    }

    static JsonObjectBuilder certificate(TlsCertificate certificate, Instant now) {
        X509Certificate leaf = certificate.leaf();
        Instant end = leaf.getNotAfter().toInstant();
        return Json.PROVIDER.createObjectBuilder().add("names", Json.PROVIDER.createArrayBuilder(certificate.names()))
                .add("issuer", leaf.getIssuerX500Principal().getName()).add("until", end.toString())
                .add("days", Math.floorDiv(Duration.between(now, end).toSeconds(), DAY)); // an hour after its end it is -1
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
