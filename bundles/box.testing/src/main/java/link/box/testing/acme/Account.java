package link.box.testing.acme;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

/** Somebody with a key. */
final class Account {
    private final String id;
    private Jwk jwk;
    private JsonArray contact;
    private boolean deactivated;

    Account(String id, Jwk jwk, JsonArray contact) {
        this.id = id;
        this.jwk = jwk;
        this.contact = contact;
    }

    String id() {
        return id;
    }

    Jwk jwk() {
        return jwk;
    }

    void rekey(Jwk to) {
        jwk = to;
    }

    void update(JsonObject wanted) {
        deactivated |= "deactivated".equals(wanted.getString("status", ""));
        if (wanted.containsKey("contact")) {
            contact = wanted.getJsonArray("contact");
        }
    }

    void mustBeActive() throws Problem {
        if (deactivated) {
            throw new Problem(403, "unauthorized", "the account is deactivated");
        }
    }

    JsonObject json() {
        return Wire.object().add("status", deactivated ? "deactivated" : "valid").add("contact", contact).build();
    }
}
