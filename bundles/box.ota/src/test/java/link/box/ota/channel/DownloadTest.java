package link.box.ota.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import link.box.common.release.NamedBundle;
import link.box.ota.channel.Site.Misbehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DownloadTest {
    private static final int SIZE = 300_001;
    private static final NamedBundle BUNDLE = new NamedBundle("a.b", "1.0", 2, "box", SIZE, "0123456789abcdef".repeat(4));

    @TempDir
    Path folder;
    /** Enough for a machine that has much to do. */
    private Duration patience = Duration.ofSeconds(20);
    private final byte[] jar = new byte[SIZE];
    private LiveWorker worker;
    private Site site;
    private Path part;

    @BeforeEach
    void open() throws Exception {
        new Random(7).nextBytes(jar);
        worker = new LiveWorker();
        site = new Site();
        site.files.put("/bundles/" + BUNDLE.sha256() + ".jar", jar);
        part = folder.resolve("part");
    }

    @AfterEach
    void close() {
        site.close();
        worker.close();
    }

    private void fetch(int kilobytes) throws IOException {
        new WebChannel(site.url(), "", new Rate(kilobytes, worker::nanos), worker, patience).fetch(BUNDLE, part);
    }

    private void failure(String words) {
        String said = assertThrows(IOException.class, () -> fetch(0)).getMessage();
        assertTrue(said.startsWith("a.b 1.0 did not come from " + site.url()) && said.contains(words), said);
    }

    private void whole() throws IOException {
        assertArrayEquals(jar, Files.readAllBytes(part));
    }

    @Test
    void a_bundle_comes_whole_and_only_its_owner_can_read_it() throws Exception {
        fetch(0);
        whole();
        assertEquals(List.of(""), site.ranges);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(part)));
    }

    @Test
    void after_a_cut_at_any_place_the_rest_alone_is_asked_for() throws Exception {
        for (int cut : new int[] {1, 100, 4095, 4096, 16_383, 16_384, 16_385, 65_536, 100_000, 150_000, 262_144, 299_999, 300_000}) {
            Files.deleteIfExists(part);
            site.ranges.clear();
            site.cutAfter = cut;
            failure("");
            long have = Files.size(part);
            assertTrue(have <= cut, have + " after a cut at " + cut);
            fetch(0);
            whole();
            assertEquals(List.of("", have == 0 ? "" : "bytes=" + have + "-"), site.ranges, "cut at " + cut);
        }
    }

    @Test
    void one_that_trickles_is_ended_when_something_else_is_wanted_and_goes_on_later() throws Exception {
        Channel slow = new WebChannel(site.url(), "", new Rate(20, worker::nanos), worker, patience);
        worker.execute(() -> {
            while (!Files.exists(part)) {
                Thread.onSpinWait();
            }
            slow.stop();
        });
        long begin = System.nanoTime();
        assertTrue(assertThrows(IOException.class, () -> slow.fetch(BUNDLE, part)).getMessage().contains(Channel.STOPPED));
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos(), "all of it takes 15 s");
        fetch(0);
        whole();
    }

    @Test
    void a_part_of_any_length_is_gone_on_with() throws Exception {
        for (int have = 1; have < SIZE; have += 23_456) {
            site.ranges.clear();
            Files.write(part, Arrays.copyOf(jar, have));
            fetch(0);
            whole();
            assertEquals(List.of("bytes=" + have + "-"), site.ranges);
        }
        site.ranges.clear();
        fetch(0);
        assertEquals(List.of(), site.ranges, "what is whole is not asked for");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_RANGES", "OTHER_RANGE", "NEVER_SATISFIED"})
    void where_a_server_cannot_go_on_all_comes_from_the_beginning(Misbehaviour misbehaviour) throws Exception {
        site.misbehaviour = misbehaviour;
        Files.write(part, Arrays.copyOf(new byte[SIZE], 1000));
        fetch(0);
        whole();
    }

    @Test
    void a_part_that_is_too_long_is_none() throws Exception {
        Files.write(part, new byte[SIZE + 1]);
        fetch(0);
        whole();
    }

    @ParameterizedTest
    @CsvSource({"HTML,it is a web page (HTML)", "REDIRECT,302 (it sends elsewhere", "TROUBLE,503 (the server is in trouble)",
        "SILENT,request timed out", "ENDLESS,it is larger than the 300001 bytes that the release names"})
    void what_is_no_bundle_leaves_nothing_behind(Misbehaviour misbehaviour, String words) {
        site.misbehaviour = misbehaviour;
        patience = misbehaviour == Misbehaviour.SILENT ? Duration.ofSeconds(1) : patience;
        failure(words);
        assertFalse(Files.exists(part));
    }

    @Test
    void another_size_is_refused_before_anything_is_read() {
        site.files.put("/bundles/" + BUNDLE.sha256() + ".jar", new byte[SIZE + 1]);
        failure("it has 300002 bytes, and the release names 300001");
        site.files.clear();
        failure("404 (it is not there)");
        assertFalse(Files.exists(part));
    }

    @Test
    void a_download_keeps_below_its_rate() throws Exception {
        long began = System.nanoTime();
        fetch(100);
        double seconds = (System.nanoTime() - began) / 1e9;
        whole();
        System.out.println("figure: 300 KB at 100 KB/s took " + seconds + " s");
        assertTrue(seconds >= 2.6 && seconds < 20, seconds + " s; the last piece is not waited for");
    }

    @Test
    void a_server_that_stops_in_the_middle_is_left_and_gone_on_with_later() throws Exception {
        site.misbehaviour = Misbehaviour.STALLS;
        patience = Duration.ofSeconds(1);
        failure("nothing has come for 1 s");
        assertTrue(Files.size(part) > 0);
        site.misbehaviour = Misbehaviour.NONE;
        patience = Duration.ofSeconds(20);
        fetch(0);
        whole();
    }

    @Test
    void a_full_disk_is_said_and_gets_its_space_back() throws Exception {
        Files.createSymbolicLink(part, Path.of("/dev/full"));
        failure("No space left on device");
        assertFalse(Files.exists(part, LinkOption.NOFOLLOW_LINKS));
    }
}
