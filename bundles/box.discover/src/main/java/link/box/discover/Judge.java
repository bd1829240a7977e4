package link.box.discover;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    List<Verdict> judge(Map<Claim, Optional<X509Certificate>> shown) throws GeneralSecurityException {
        List<Verdict> verdicts = new ArrayList<>();
        List<Claim> strangers = new ArrayList<>();
        for (Map.Entry<Claim, Optional<X509Certificate>> each : shown.entrySet()) {
            Optional<Verdict> verdict = proven(each.getKey(), each.getValue());
            verdict.ifPresentOrElse(verdicts::add, () -> strangers.add(each.getKey()));
        }
        // only now: who is known may have another address, and have left its old one to a stranger
        for (Claim each : strangers) {
            verdicts.add(stranger(each, hosts(strangers, each.fingerprint())));
        }
        return verdicts;
    }

    /** @return empty for one that holds what it announces and was never seen */
    private Optional<Verdict> proven(Claim claim, Optional<X509Certificate> shown) throws GeneralSecurityException {
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
        return known.byFingerprint(claim.fingerprint()).map(entry -> acquainted(claim, entry, SixWords.of(sha256)));
    }

    /** Who passes connections on to a Box shows the Box's certificate, too, for as long as it likes: the name decides what is opened. */
    private Verdict acquainted(Claim claim, Known.Entry before, List<String> words) {
        if (!before.host().equals(claim.host())) {
            return new Verdict(claim, State.MOVED, words, "it is known as " + before.host());
        }
        known.remember(claim);
        return new Verdict(claim, State.SAME, words, "");
    }

    private Verdict stranger(Claim claim, Set<String> hosts) {
        List<String> words = SixWords.of(HexFormat.of().parseHex(claim.fingerprint()));
        Optional<Known.Entry> before = known.inPlaceOf(claim);
        if (before.isPresent()) {
            return new Verdict(claim, State.CHANGED, words, changed(before.get()));
        }
        if (hosts.size() > 1) {
            return new Verdict(claim, State.MOVED, words, "it goes by several names at once, " + String.join(", ", hosts));
        }
        return new Verdict(claim, State.NEW, words, known.remember(claim) ? "" : "not remembered, for there is no room");
    }

    private static Set<String> hosts(List<Claim> claims, String fingerprint) {
        return claims.stream().filter(each -> each.fingerprint().equals(fingerprint)).map(Claim::host)
                .collect(Collectors.toCollection(TreeSet::new));
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
