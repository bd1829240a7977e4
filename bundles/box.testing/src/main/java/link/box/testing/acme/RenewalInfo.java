package link.box.testing.acme;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** Says when a certificate should be renewed (RFC 9773, section 4). */
final class RenewalInfo {
    private final Site site;
    private final Certificates certificates;

    RenewalInfo(Site site, Certificates certificates) {
        this.site = site;
        this.certificates = certificates;
    }

    Answer show(String id) throws Problem {
        Issued issued = certificates.find(id).orElseThrow(() -> new Problem(404, "malformed", "no certificate " + id));
        Window window = certificates.isRevoked(id) ? Window.past(site.now()) : site.rules().window(issued.certificate());
        JsonObjectBuilder json = Wire.object().add("suggestedWindow",
                Wire.object().add("start", window.start().toString()).add("end", window.end().toString()));
        site.rules().explanation().ifPresent(page -> json.add("explanationURL", page.toString()));
        return Answer.json(200, json.build()).retryAfter(Optional.of(site.rules().renewalInfoAfter()));
    }
}
