package link.box.testing.acme;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;

/** Who may order (RFC 8555, section 7.3): one account a key. */
final class Accounts {
    private final Map<String, Account> byId = new HashMap<>();
    private final Map<String, Account> byThumbprint = new HashMap<>();
    private final Site site;
    private long count;

    Accounts(Site site) {
        this.site = site;
    }

    int count() {
        return byId.size();
    }

    /** The count goes on: the address of a forgotten account never leads to another one. */
    void forget() {
        byId.clear();
        byThumbprint.clear();
    }

    Account at(String url) throws Problem {
        String start = site.url(Kind.ACCOUNT, "");
        Account account = url.startsWith(start) ? byId.get(url.substring(start.length())) : null;
        if (account == null) {
            throw new Problem(400, "accountDoesNotExist", "no account at " + url);
        }
        account.mustBeActive();
        return account;
    }

    /** Makes one, or says which one this key has. */
    Answer register(Jws jws) throws Problem {
        Jwk jwk = jws.jwk();
        JsonObject wanted = jws.json();
        Account known = byThumbprint.get(jwk.thumbprint());
        if (known != null) {
            known.mustBeActive();
            return show(200, known);
        }
        if (wanted.getBoolean("onlyReturnExisting", false)) {
            throw new Problem(400, "accountDoesNotExist", "this key has no account");
        }
        if (!wanted.getBoolean("termsOfServiceAgreed", false)) {
            throw new Problem(403, "userActionRequired", "the terms of service must be agreed to");
        }
        bound(wanted, jwk);
        return show(201, add(jwk, wanted));
    }

    Answer update(Account account, String id, Jws jws) throws Problem {
        if (!account.id().equals(id)) {
            throw new Problem(403, "unauthorized", "not your account");
        }
        if (!jws.isEmpty()) {
            account.update(jws.json());
        }
        return show(200, account);
    }

    /** RFC 8555, section 7.3.5. */
    Answer changeKey(Account account, Jws outer) throws Problem {
        Jws inner = Jws.of(outer.json());
        Jwk jwk = inner.jwk();
        inner.verify(jwk);
        JsonObject change = inner.json();
        String old = Jwk.of(change.getJsonObject("oldKey")).thumbprint();
        if (!change.getString("account", "").equals(site.url(Kind.ACCOUNT, account.id())) || !old.equals(account.jwk().thumbprint())) {
            throw Problem.malformed("account or oldKey is not that of the account");
        }
        if (byThumbprint.containsKey(jwk.thumbprint())) {
            throw new Problem(409, "conflict", "the new key has an account");
        }
        byThumbprint.remove(old);
        account.rekey(jwk);
        byThumbprint.put(jwk.thumbprint(), account);
        return show(200, account);
    }

    private Account add(Jwk jwk, JsonObject wanted) {
        JsonArray contact = wanted.containsKey("contact") ? wanted.getJsonArray("contact") : JsonValue.EMPTY_JSON_ARRAY;
        Account made = new Account(String.valueOf(++count), jwk, contact);
        byId.put(made.id(), made);
        byThumbprint.put(jwk.thumbprint(), made);
        return made;
    }

    /** RFC 8555, section 7.3.4. */
    private void bound(JsonObject wanted, Jwk jwk) throws Problem {
        Map<String, byte[]> secrets = site.rules().externalAccounts();
        if (secrets.isEmpty()) {
            return;
        }
        if (!wanted.containsKey("externalAccountBinding")) {
            throw new Problem(403, "externalAccountRequired", "an external account binding is required");
        }
        Jws binding = Jws.of(wanted.getJsonObject("externalAccountBinding"));
        byte[] secret = secrets.get(binding.get("kid"));
        if (secret == null) {
            throw new Problem(403, "unauthorized", "no external account " + binding.get("kid"));
        }
        binding.verify(secret);
        if (!binding.get("url").equals(site.url(Kind.ACCOUNT)) || !Jwk.of(binding.json()).thumbprint().equals(jwk.thumbprint())) {
            throw Problem.malformed("the external account binding is for another address or key");
        }
    }

    private Answer show(int status, Account account) {
        return Answer.json(status, account.json()).with("Location", site.url(Kind.ACCOUNT, account.id()));
    }
}
