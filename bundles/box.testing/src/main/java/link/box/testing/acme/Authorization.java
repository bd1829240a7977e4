package link.box.testing.acme;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;

/** An account's proof that it controls a name, or its try. */
final class Authorization {
    /** How far it is; the words are those of RFC 8555, section 7.1.6. */
    enum Status {
        PENDING, PROCESSING, VALID, INVALID
    }

    private final String id;
    private final Account account;
    private final String name;
    private final String token;
    private final Instant expires;
    private Status status = Status.PENDING;
    private Instant validated;
    private JsonObject error;
    private int rounds;

    Authorization(String id, Account account, String name, Instant expires) {
        this.id = id;
        this.account = account;
        this.name = name;
        this.expires = expires;
        this.token = Wire.base64(Wire.sha256("token " + id));
    }

    String id() {
        return id;
    }

    Account account() {
        return account;
    }

    /** @return the name as it was ordered, with its star */
    String name() {
        return name;
    }

    Status status() {
        return status;
    }

    JsonObject error() {
        return error;
    }

    boolean isOver(Instant now) {
        return now.isAfter(expires);
    }

    /** @return where the proof must stand */
    String record() {
        return "_acme-challenge." + base();
    }

    /** @return what must stand there (RFC 8555, section 8.4) */
    String proof() {
        return Wire.base64(Wire.sha256(token + "." + account.jwk().thumbprint()));
    }

    void start(int rounds) {
        this.status = Status.PROCESSING;
        this.rounds = rounds;
    }

    /** @return whether it is time to look, after the rounds in which it only seemed to be worked at */
    boolean isDue() {
        return status == Status.PROCESSING && rounds-- <= 0;
    }

    void succeed(Instant now) {
        status = Status.VALID;
        validated = now;
    }

    void fail(Problem why) {
        status = Status.INVALID;
        error = why.json();
    }

    JsonObject json(Site site) {
        String word = isOver(site.now()) ? "expired" : status == Status.PROCESSING ? "pending" : lower();
        JsonObjectBuilder json = Wire.object().add("identifier", Names.json(base())).add("status", word)
                .add("expires", expires.toString()).add("challenges", Wire.JSON.createArrayBuilder().add(challenge(site)));
        if (!base().equals(name)) {
            json.add("wildcard", true);
        }
        return json.build();
    }

    JsonObject challenge(Site site) {
        JsonObjectBuilder json = Wire.object().add("type", "dns-01").add("url", site.url(Kind.CHALLENGE, id))
                .add("status", lower()).add("token", token);
        if (validated != null) {
            json.add("validated", validated.toString());
        }
        if (error != null) {
            json.add("error", error);
        }
        return json.build();
    }

    private String lower() {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private String base() {
        return name.startsWith("*.") ? name.substring(2) : name;
    }
}
