package link.box.testing.acme;

/** Takes certificates back (RFC 8555, section 7.6): for who ordered them, or who has their key. */
final class Revocations {
    private final Signatures signatures;
    private final Certificates certificates;

    Revocations(Signatures signatures, Certificates certificates) {
        this.signatures = signatures;
        this.certificates = certificates;
    }

    Answer revoke(Jws jws) throws Problem {
        Issued issued = certificates.find(Wire.bytes(jws.json().getString("certificate", "")))
                .orElseThrow(() -> new Problem(404, "malformed", "no certificate of ours"));
        boolean may = jws.has("kid") ? signatures.sender(jws).id().equals(issued.account()) : jws.jwk().key().equals(issued.key());
        if (!may) {
            throw new Problem(403, "unauthorized", "neither your certificate nor its key");
        }
        if (!certificates.revoke(issued)) {
            throw new Problem(400, "alreadyRevoked", "it was revoked before");
        }
        return Answer.empty(200);
    }
}
