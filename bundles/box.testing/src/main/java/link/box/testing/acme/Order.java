package link.box.testing.acme;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import link.box.testing.acme.Authorization.Status;

/** What an account wants, and how far it is. */
final class Order {
    private final String id;
    private final Account account;
    private final Wanted wanted;
    private final List<Authorization> authorizations;
    private final Instant expires;
    private Issued issued;
    private JsonObject error;
    private int rounds;

    /** What the order was placed with. */
    record Wanted(List<String> names, String profile, Optional<String> replaces) {
    }

    Order(String id, Account account, Wanted wanted, List<Authorization> authorizations, Instant expires) {
        this.id = id;
        this.account = account;
        this.wanted = wanted;
        this.authorizations = authorizations;
        this.expires = expires;
    }

    String id() {
        return id;
    }

    Account account() {
        return account;
    }

    Wanted wanted() {
        return wanted;
    }

    List<Authorization> authorizations() {
        return authorizations;
    }

    void complete(Issued certificate, int rounds) {
        this.issued = certificate;
        this.rounds = rounds;
    }

    void fail(Problem why) {
        error = why.json();
    }

    /** A client has looked: what seems to be in the works goes on. */
    void look() {
        if (issued != null && rounds > 0) {
            rounds--;
        }
    }

    String status(Instant now) {
        if (error != null || authorizations.stream().anyMatch(each -> each.status() == Status.INVALID)) {
            return "invalid";
        }
        if (issued != null) {
            return rounds > 0 ? "processing" : "valid";
        }
        if (now.isAfter(expires)) {
            return "invalid";
        }
        return authorizations.stream().allMatch(each -> each.status() == Status.VALID) ? "ready" : "pending";
    }

    JsonObject json(Site site) {
        String status = status(site.now());
        JsonObjectBuilder json = Wire.object().add("status", status).add("expires", expires.toString());
        JsonArrayBuilder names = Wire.JSON.createArrayBuilder();
        wanted.names.forEach(name -> names.add(Names.json(name)));
        JsonArrayBuilder urls = Wire.JSON.createArrayBuilder();
        authorizations.forEach(each -> urls.add(site.url(Kind.AUTHORIZATION, each.id())));
        json.add("identifiers", names).add("authorizations", urls).add("finalize", site.url(Kind.FINALIZE, id))
                .add("profile", wanted.profile);
        wanted.replaces.ifPresent(replaced -> json.add("replaces", replaced));
        if (status.equals("valid")) {
            json.add("certificate", site.url(Kind.CERTIFICATE, id));
        }
        why().ifPresent(problem -> json.add("error", problem));
        return json.build();
    }

    private Optional<JsonObject> why() {
        return error != null ? Optional.of(error)
                : authorizations.stream().filter(each -> each.status() == Status.INVALID).map(Authorization::error).findFirst();
    }
}
