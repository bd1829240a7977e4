package link.box.control;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The certificate and its renewal as a person reads them. */
final class CertificateText {
    /** Of the attempts; JSON has all. */
    private static final int LATEST = 5;

    private final Lines lines;

    CertificateText(Lines lines) {
        this.lines = lines;
    }

    void certificate(JsonObject certificate) {
        if (certificate == null) {
            lines.add("Certificate", "none yet: only the Box's own serves");
            return;
        }
        long days = certificate.getJsonNumber("days").longValue();
        String until = certificate.getString("until");
        lines.add("Certificate", (days < 0 ? "ENDED " + until + ", browsers refuse it" : days + " days left, until " + until)
                + ", by " + certificate.getString("issuer"));
        lines.add("", "for " + String.join(", ", certificate.getJsonArray("names").getValuesAs(JsonString::getString)));
    }

    void renewal(JsonObject renewal) {
        if (renewal == null) {
            lines.add("Renewal", "nobody plans it now");
            return;
        }
        lines.add("Renewal", "next " + renewal.getString("next") + ": " + renewal.getString("reason"));
        List<JsonObject> attempts = renewal.getJsonArray("attempts").getValuesAs(JsonObject.class);
        for (JsonObject each : attempts.subList(Math.max(0, attempts.size() - LATEST), attempts.size())) {
            String how = each.getBoolean("ok") ? " ok at " : " failed at ";
            lines.add("Attempt", each.getString("time") + how + host(each.getString("ca")) + ": " + each.getString("outcome"));
        }
    }

    private static String host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).orElse(url);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }
}
