package link.box.acme.ca;

import java.util.Map;

/**
 * How to use one CA.
 *
 * @param setting name of the setting that holds the directory, for messages
 * @param directory URL of its ACME directory
 * @param staging URL of the directory to rehearse with; empty if it has none
 * @param trust whom to believe to be its server, see {@link link.box.common.tls.Trust}
 * @param profile which of its profiles to order; empty for its default
 * @param issuer common name of an issuer in the chain to prefer among alternate chains; empty for the CA's default chain
 * @param eab file with the external account binding (RFC 8555, section 7.3.4); empty if the CA needs none
 * @param contact mail address for the CA; empty for none
 */
public record CaSettings(String setting, String directory, String staging, String trust, String profile, String issuer, String eab,
        String contact) {
    private static final Map<String, String> KNOWN_STAGING = Map.of("https://acme-v02.api.letsencrypt.org/directory",
            "https://acme-staging-v02.api.letsencrypt.org/directory");

    public CaSettings {
        directory = directory.strip();
        staging = staging.isBlank() ? KNOWN_STAGING.getOrDefault(directory, "") : staging.strip();
        trust = trust.strip();
        profile = profile.strip();
        issuer = issuer.strip();
        eab = eab.strip();
        contact = contact.strip();
    }

    /** @return the same for its staging directory, whose accounts need no binding and whose chains are others */
    public CaSettings rehearsal() {
        return new CaSettings(setting, staging, "", trust, profile, "", "", contact);
    }
}
