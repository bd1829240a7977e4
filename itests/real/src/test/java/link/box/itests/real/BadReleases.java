package link.box.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import link.box.itests.real.BadReleases.Bad.Jar;
import link.box.itests.real.BadReleases.Bad.Shown;

/** Releases, signed by the vendor, that a Box has to do without; each has one bundle that is not as it should be. */
final class BadReleases {
    private static final String LAMP = LampJar.NAME;
    private static final Shown WHOLE = jar -> jar;
    private static final Jar GOOD = jar -> jar.activator("shines");

    private BadReleases() {
    }

    /**
     * One of them.
     *
     * @param what is wrong, in words
     * @param jar how the bundle is made that is named and signed
     * @param shown what the channel has in its place
     * @param words that the Box says of it, at least
     */
    record Bad(String what, Jar jar, Shown shown, String words) {
        @FunctionalInterface
        interface Jar {
            OddJar of(OddJar empty) throws IOException;
        }

        @FunctionalInterface
        interface Shown {
            byte[] of(byte[] jar) throws IOException;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** @return what is found out before any of the Box's bundles is touched */
    static List<Bad> found() {
        return List.of(
                bad("truncated", GOOD, jar -> Arrays.copyOf(jar, jar.length / 2), "bytes, and the release names"),
                bad("oversized", GOOD, jar -> Arrays.copyOf(jar, jar.length * 2), "bytes, and the release names"),
                bad("swapped", GOOD, BadReleases::swapped, "another SHA-256 than the release says"),
                bad("a page in its place", GOOD, jar -> Arrays.copyOf("<html>".getBytes(StandardCharsets.US_ASCII), jar.length),
                        "another SHA-256 than the release says"),
                bad("a zip bomb", jar -> jar.zeros("zeros", 70), "uncompressed, it is larger than a bundle may be"),
                bad("many files", BadReleases::many, "files"),
                bad("path traversal", jar -> jar.entry("../../box.conf", ""), "../../box.conf"),
                bad("an absolute path", jar -> jar.entry("/etc/passwd", ""), "/etc/passwd"),
                bad("a second manifest", OddJar::secondManifest, "META-INF/MANIFEST.MF"),
                bad("a header twice", jar -> jar.line("Bundle-Version: 9.0.0"), "says Bundle-Version twice"),
                bad("another bundle", jar -> jar.header("Bundle-SymbolicName", "org.example.other"), "says that it is org.example.other"),
                bad("another version", jar -> jar.header("Bundle-Version", "7.7.7"), LAMP + " 7.7.7"),
                bad("a fragment of ours", jar -> jar.header("Fragment-Host", "link.box.https"), "fragment of link.box.https"),
                bad("a fragment of the framework", jar -> jar.header("Fragment-Host", "system.bundle;extension:=framework"),
                        "fragment of system.bundle"),
                bad("exports of ours", jar -> jar.header("Export-Package", "link.box.api.work;version=9.0"), "only link.box.api may"),
                bad("exports of Jetty's", jar -> jar.header("Export-Package", "jakarta.servlet;version=6.1"), "jakarta.servlet"),
                bad("a newer API", jar -> jar.header("Import-Package", "link.box.api.device;version=\"[9.0,10)\""),
                        "needs link.box.api.device [9.0.0,10.0.0), which no bundle of the release exports"));
    }

    /** @return what shows only when the bundle is started, and is put back */
    static List<Bad> putBack() {
        return List.of(
                bad("a newer Java", jar -> jar.header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""),
                        "osgi.ee"),
                bad("an activator that is not there", jar -> jar.header("Bundle-Activator", "org.example.Nobody"), "org.example.Nobody"),
                bad("a class path that leads out of it", jar -> jar.header("Bundle-Activator", Lamp.class.getName())
                        .header("Bundle-ClassPath", ".,../lamp.jar"), Lamp.class.getName()),
                bad("an activator that throws", jar -> jar.activator("throws"), "the bulb is broken"),
                bad("a component that throws", OddJar::throwingComponent, "the bulb is broken"));
    }

    private static Bad bad(String what, Jar jar, String words) {
        return new Bad(what, jar, WHOLE, words);
    }

    private static Bad bad(String what, Jar jar, Shown shown, String words) {
        return new Bad(what, jar, shown, words);
    }

    /** Of the same length, and a proper bundle of the same name. */
    private static byte[] swapped(byte[] jar) {
        byte[] other = jar.clone();
        other[jar.length / 2] ^= 1;
        return other;
    }

    private static OddJar many(OddJar jar) throws IOException {
        for (int i = 0; i <= 20_000; i++) {
            jar.entry("f" + i, "");
        }
        return jar;
    }
}
