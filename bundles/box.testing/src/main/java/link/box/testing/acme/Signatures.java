package link.box.testing.acme;

/** Who sent a request: checks the envelope of a POST (RFC 8555, sections 6.2 to 6.5). */
final class Signatures {
    private final Site site;
    private final Accounts accounts;
    private final Nonces nonces;

    Signatures(Site site, Accounts accounts, Nonces nonces) {
        this.site = site;
        this.accounts = accounts;
        this.nonces = nonces;
    }

    /** @return the message: fresh, for this address and well signed */
    Jws check(Request request) throws Problem {
        if (!request.method().equals("POST")) {
            throw new Problem(405, "malformed", "only POST is understood at " + request.path());
        }
        if (!"application/jose+json".equals(request.headers().get("content-type"))) {
            throw new Problem(415, "malformed", "the content must be application/jose+json");
        }
        Jws jws = Jws.of(Wire.object(request.body()));
        if (!jws.get("url").equals(site.base() + request.path())) {
            throw new Problem(403, "unauthorized", "signed for " + jws.get("url"));
        }
        if (jws.has("kid") == jws.has("jwk")) {
            throw Problem.malformed("either kid or jwk");
        }
        nonces.spend(jws.get("nonce"));
        jws.verify(jws.has("kid") ? sender(jws).jwk() : jws.jwk());
        return jws;
    }

    Account sender(Jws jws) throws Problem {
        return accounts.at(jws.get("kid"));
    }
}
