package link.box.discover;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.common.words.Base32;
import link.box.common.words.SixWords;
import link.box.discover.Verdict.State;

/** Trust on first use: holds claims against certificates, and certificates against what is known. */
final class Judge {
    private final Known known;

    Judge(Known known) {
        this.known = known;
    }

    /** @param shown the certificate that each claim proved to hold; none for those that do not answer */
    List<Verdict> judge(Map<Claim, Optional<X509Certificate>> shown) throws IOException, GeneralSecurityException {
        List<Verdict> verdicts = new ArrayList<>();
        List<Claim> strangers = new ArrayList<>();
        for (Map.Entry<Claim, Optional<X509Certificate>> each : shown.entrySet()) {
            Optional<Verdict> verdict = proven(each.getKey(), each.getValue());
            verdict.ifPresentOrElse(verdicts::add, () -> strangers.add(each.getKey()));
        }
        // only now: who is known may have moved, and left its place to another
        for (Claim each : strangers) {
            verdicts.add(stranger(each));
        }
        return verdicts;
    }

    /** @return empty for one that holds what it announces and was never seen */
    private Optional<Verdict> proven(Claim claim, Optional<X509Certificate> shown) throws IOException, GeneralSecurityException {
        if (shown.isEmpty()) {
            return Optional.of(new Verdict(claim, State.UNREACHABLE, List.of(), "it does not answer at " + at(claim)));
        }
        byte[] der = shown.get().getEncoded();
        byte[] sha256 = digest("SHA-256", der);
        boolean holds = HexFormat.of().formatHex(sha256).equals(claim.fingerprint());
        Optional<Known.Entry> before = known.byId(claim.id());
        if (before.isPresent() && !before.get().fingerprint().equals(HexFormat.of().formatHex(sha256))) {
            return Optional.of(new Verdict(claim, State.CHANGED, SixWords.of(sha256), changed(before.get())));
        }
        if (!holds || !follows(claim.id(), der, sha256)) {
            return Optional.of(new Verdict(claim, State.FALSE, SixWords.of(sha256), holds ? "its id does not follow from its certificate"
                    : "it announces another certificate than it holds"));
        }
        if (before.isEmpty()) {
            return Optional.empty();
        }
        known.remember(claim);
        return Optional.of(new Verdict(claim, State.SAME, SixWords.of(sha256), ""));
    }

    private Verdict stranger(Claim claim) throws IOException {
        List<String> words = SixWords.of(HexFormat.of().parseHex(claim.fingerprint()));
        Optional<Known.Entry> before = known.inPlaceOf(claim);
        if (before.isPresent()) {
            return new Verdict(claim, State.CHANGED, words, changed(before.get()));
        }
        known.remember(claim);
        return new Verdict(claim, State.NEW, words, "");
    }

    private static String changed(Known.Entry before) {
        return "known there is " + before.id() + " (" + before.host() + ", " + before.address() + ") with the words "
                + String.join(" ", SixWords.of(HexFormat.of().parseHex(before.fingerprint())));
    }

    /** The id is one of the certificate's fingerprints, by the Box's setting identity.form. */
    private static boolean follows(String id, byte[] der, byte[] sha256) throws GeneralSecurityException {
        return id.equals(Base32.of(sha256)) || id.equals(HexFormat.of().formatHex(digest("SHA-1", der)));
    }

    private static byte[] digest(String algorithm, byte[] der) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(der);
    }

    private static String at(Claim claim) {
        return claim.address().getHostAddress() + " port " + claim.port();
    }
}
