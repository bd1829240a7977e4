package link.box.testing.acme;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** All that the authority knows and does, for one request at a time. */
final class Authority {
    private final Site site;
    private final Faults faults;
    private final IssuingCa ca = new IssuingCa();
    private final Nonces nonces = new Nonces();
    private final Certificates certificates = new Certificates();
    private final Limits limits;
    private final Accounts accounts;
    private final Signatures signatures;
    private final Authorizations authorizations;
    private final Replacements replacements;
    private final Orders orders;

    Authority(Site site, Faults faults, Function<String, ? extends Collection<String>> texts) {
        this.site = site;
        this.faults = faults;
        this.limits = new Limits(site);
        this.accounts = new Accounts(site);
        this.signatures = new Signatures(site, accounts, nonces);
        this.authorizations = new Authorizations(site, limits, texts);
        this.replacements = new Replacements(site, certificates);
        this.orders = new Orders(site, limits, authorizations, replacements);
    }

    synchronized Answer answer(Request request) {
        Kind kind = request.kind();
        Optional<Fault> fault = faults.take(kind);
        Answer answer = fault.filter(each -> !each.isSpecial()).map(faults::answer).orElseGet(() -> answer(request, fault));
        boolean ended = answer.manner() == Answer.Manner.WHOLE;
        site.notebook().seen(new Seen(site.now(), request.method(), kind, ended ? answer.status() : 0));
        return answer;
    }

    X509Certificate root() {
        return ca.root();
    }

    synchronized int accounts() {
        return accounts.count();
    }

    synchronized long orders() {
        return orders.count();
    }

    synchronized void forgetAccounts() {
        accounts.forget();
    }

    synchronized void forget() {
        accounts.forget();
        nonces.forget();
        limits.forget();
        authorizations.forget();
        orders.forget();
        replacements.forget();
        certificates.forget();
    }

    private Answer answer(Request request, Optional<Fault> fault) {
        Answer answer;
        try {
            answer = route(request, fault);
        } catch (Problem e) {
            answer = e.answer();
        } catch (ClassCastException | NullPointerException | NumberFormatException e) {
            answer = Problem.malformed("a field is missing, or of another type: " + e.getMessage()).answer();
        }
        boolean unsigned = request.kind() == Kind.DIRECTORY || request.kind() == Kind.RENEWAL_INFO;
        return unsigned ? answer : answer.with("Replay-Nonce", nonces.next()).with("Cache-Control", "no-store");
    }

    private Answer route(Request request, Optional<Fault> fault) throws Problem {
        return switch (request.kind()) {
            case DIRECTORY -> Answer.json(200, directory());
            case NONCE -> Answer.empty(request.method().equals("HEAD") ? 200 : 204);
            case RENEWAL_INFO -> new RenewalInfo(site, certificates).show(request.id());
            case UNKNOWN -> throw new Problem(404, "malformed", "nothing at " + request.path());
            default -> signed(request, fault);
        };
    }

    private Answer signed(Request request, Optional<Fault> fault) throws Problem {
        Jws jws = signatures.check(request);
        if (faults.badNonce()) {
            throw Nonces.bad();
        }
        if (request.kind() == Kind.ACCOUNT && request.id().isEmpty()) {
            return accounts.register(jws);
        }
        if (request.kind() == Kind.REVOKE) {
            return new Revocations(signatures, certificates).revoke(jws);
        }
        return known(request, signatures.sender(jws), jws, fault);
    }

    private Answer known(Request request, Account account, Jws jws, Optional<Fault> fault) throws Problem {
        String id = request.id();
        return switch (request.kind()) {
            case ACCOUNT -> accounts.update(account, id, jws);
            case NEW_ORDER -> orders.place(account, jws.json());
            case ORDER -> orders.show(account, id);
            case AUTHORIZATION -> authorizations.show(account, id);
            case CHALLENGE -> authorizations.challenge(account, id, !jws.isEmpty());
            case FINALIZE -> new Finalizer(site, ca, orders, certificates).finish(account, id, jws, fault);
            case CERTIFICATE -> certificate(account, id, fault);
            default -> accounts.changeKey(account, jws);
        };
    }

    private Answer certificate(Account account, String id, Optional<Fault> fault) throws Problem {
        String order = id.replaceFirst("/.*", "");
        Issued issued = certificates.ofOrder(order);
        if (!issued.account().equals(account.id())) {
            throw new Problem(403, "unauthorized", "not your certificate");
        }
        Chains chains = new Chains(site, ca);
        return fault.isPresent() ? chains.wrong(issued, fault.get())
                : chains.show(issued, order, id.equals(order) ? 0 : Integer.parseInt(id.substring(order.length() + 1)));
    }

    private JsonObject directory() {
        JsonObjectBuilder profiles = Wire.object();
        site.rules().lifetimes().forEach((name, life) -> profiles.add(name, "valid for " + life));
        JsonObjectBuilder all = Wire.object();
        if (site.rules().suggests()) {
            all.add("renewalInfo", site.url(Kind.RENEWAL_INFO));
        }
        return all.add("newNonce", site.url(Kind.NONCE)).add("newAccount", site.url(Kind.ACCOUNT))
                .add("newOrder", site.url(Kind.NEW_ORDER)).add("revokeCert", site.url(Kind.REVOKE))
                .add("keyChange", site.url(Kind.KEY_CHANGE))
                .add("meta", Wire.object().add("termsOfService", site.base() + "/terms").add("profiles", profiles)
                        .add("externalAccountRequired", !site.rules().externalAccounts().isEmpty())).build();
    }
}
