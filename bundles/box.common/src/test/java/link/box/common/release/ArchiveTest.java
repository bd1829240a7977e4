package link.box.common.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final int CUTS = 50;
    private static final int ROUNDS = Boolean.getBoolean("box.long") ? 100_000 : 2_000;

    @TempDir
    Path folder;

    @Test
    void a_bundle_that_is_what_is_named_is_taken() throws Exception {
        byte[] jar = good().add("a/b/C.class", "code").bytes();
        Archive.check(folder.resolve("jar"), Jar.write(folder.resolve("jar"), jar));
        assertEquals("a.b", Archive.manifest(folder.resolve("jar")).name());
    }

    @Test
    void a_jar_that_is_cut_off_swapped_or_longer_is_not_what_is_named() throws Exception {
        byte[] jar = good().bytes();
        Path file = folder.resolve("jar");
        NamedBundle named = Jar.write(file, jar);
        Files.write(file, Arrays.copyOf(jar, jar.length - 1));
        assertTrue(said(file, named).contains("the release says " + jar.length));
        Files.write(file, Arrays.copyOf(jar, jar.length + 1));
        assertTrue(said(file, named).contains("the release says " + jar.length));
        jar[jar.length / 2] ^= 1;
        Files.write(file, jar);
        assertTrue(said(file, named).contains("another SHA-256"));
    }

    @Test
    void a_vendor_who_names_a_damaged_jar_is_told_so() throws Exception {
        byte[] jar = good().add("a/b/C.class", "code").bytes();
        for (int i = 1; i <= CUTS; i++) {
            refused("", Arrays.copyOf(jar, jar.length * i / (CUTS + 1)));
        }
        refused("does not begin as a zip file", "<html>".repeat(20).getBytes());
        refused("does not begin as a zip file", with(new byte[10], jar));
        refused("something was added", with(jar, new byte[10]));
        refused("something was added", with(jar, new byte[100_000]));
    }

    @Test
    void a_damaged_jar_whatever_the_damage_is_refused_in_words_or_harmless() throws Exception {
        byte[] jar = good().add("a/b/C.class", "code ".repeat(100)).add("a/b/D.class", "more").bytes();
        Random random = new Random(5);
        Path file = folder.resolve("jar");
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] other = jar.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                other[random.nextInt(other.length)] = (byte) random.nextInt(256);
            }
            NamedBundle named = Jar.write(file, other);
            try {
                Archive.check(file, named);
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith("jar is not a.b 1.2.0: "), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > ROUNDS / 4 && refused < ROUNDS, refused + " of " + ROUNDS + " were refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/x", "a/../../x", "..", "a\\x", "C:x", "./x", "a/.", "a\nb"})
    void a_name_that_leads_out_of_the_jar_is_refused(String name) throws Exception {
        refused("leads out of it", good().add(name, "x").bytes());
    }

    @Test
    void two_entries_of_one_name_are_refused() throws Exception {
        refused("two entries named a/c", Jar.replace(good().add("a/c", "x").add("a/d", "y").bytes(), "a/d", "a/c"));
        refused("two entries named a/c", good().add("a/c", "x").add("a/c/", "").bytes());
    }

    @Test
    void there_is_one_manifest() throws Exception {
        refused("has 0 manifests", new Jar().add("a", "x").bytes());
        refused("has 2 manifests", good().add("meta-inf/Manifest.mf", Jar.HEADERS).bytes());
        refused("two entries", Jar.replace(good().add("META-INF/MANIFEST.MG", Jar.HEADERS).bytes(), "MANIFEST.MG", "MANIFEST.MF"));
        refused("has no META-INF/MANIFEST.MF", new Jar().add("meta-inf/manifest.mf", Jar.HEADERS).bytes());
    }

    @Test
    void a_bomb_is_not_unpacked() throws Exception {
        byte[] zeros = new byte[10 << 20];
        refused("larger than a bundle may be", good().add("bomb", zeros).bytes());
        Jar many = good();
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        for (int i = 0; i < 65; i++) {
            Arrays.fill(noise, 0, 900_000, (byte) i);
            many.add("part" + i, noise);
        }
        refused("larger than a bundle may be", many.bytes());
    }

    @Test
    void too_many_files_are_refused_before_their_list_is_read() throws Exception {
        Jar many = good();
        for (int i = 0; i < ZipContent.ENTRIES; i++) {
            many.add("f" + i, "");
        }
        refused("lists 20001 files", many.bytes());
        byte[] jar = good().bytes();
        jar[jar.length - 22 + 15] = 0x7f;
        refused("more than a bundle may have", jar);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.b;singleton | a.c;singleton           | it is a.c 1.2.0",
        "a.b;singleton | a.b, a.c;singleton      | it is  1.2.0",
        "1.2           | 1.2.1                   | it is a.b 1.2.1",
        "1.2           | new                     | Bundle-Version is none",
        "Version: 2    | Version: 1              | it is no bundle",
        "1.2           | 1.2%Fragment-Host: link.box.https | fragments are not taken",
        "1.2           | 1.2%Fragment-Host: system.bundle; extension:=framework | fragments are not taken",
        "1.2           | 1.2%Export-Package: a.b,link.box.api.work | exports [link.box.api.work]",
        "1.2           | 1.2%Export-Package: a.b;link.box;version=\"1\" | exports [a.b, link.box]",
        "1.2           | 1.2%Export-Package: a.b,link.b% ox.api.work | exports [link.box.api.work]",
        "1.2           | 1.2%Export-Package: a.b;x=\"1 | cannot be read",
        "1.2           | 1.2%bundle-version: 1.3 | says bundle-version twice",
        "1.2           | 1.2%no header           | no header: no header"})
    void a_manifest_that_says_something_else_is_refused(String what, String by, String why) throws Exception {
        refused(why, new Jar().add(Jar.MANIFEST, Jar.HEADERS.replace(what, by.replace("%", "\r\n"))).bytes());
    }

    @Test
    void exporting_packages_of_ones_own_and_an_activator_are_allowed() throws Exception {
        byte[] jar = new Jar().add(Jar.MANIFEST, Jar.HEADERS + "Bundle-Activator: a.b.Activator\r\n"
                + "Export-Package: a.b;uses:=\"link.box.api.work,a.c\";version=\"1.0\",link.boxer\r\n\r\n"
                + "Name: a\r\nBundle-Version: 9\r\n").bytes();
        Archive.check(folder.resolve("jar"), Jar.write(folder.resolve("jar"), jar));
    }

    @Test
    void the_api_exports_our_packages() throws Exception {
        String manifest = Jar.HEADERS.replace("a.b", "link.box.api") + "Export-Package: link.box.api.work\n";
        byte[] jar = new Jar().add(Jar.MANIFEST, manifest).bytes();
        NamedBundle named = Jar.write(folder.resolve("jar"), jar);
        Archive.check(folder.resolve("jar"), new NamedBundle("link.box.api", "1.2", 1, "box", named.size(), named.sha256()));
    }

    private static Jar good() throws IOException {
        return new Jar().add(Jar.MANIFEST, Jar.HEADERS);
    }

    private static byte[] with(byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(second);
        return both.toByteArray();
    }

    private void refused(String why, byte[] jar) throws IOException {
        Path file = folder.resolve("jar");
        String said = said(file, Jar.write(file, jar));
        assertTrue(said.startsWith("jar is not a.b 1.2.0: ") && said.contains(why), said);
    }

    private static String said(Path file, NamedBundle named) {
        return assertThrows(IOException.class, () -> Archive.check(file, named)).getMessage();
    }
}
