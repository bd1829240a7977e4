package link.box.ota.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import link.box.common.tls.Pem;
import link.box.ota.channel.Site.Misbehaviour;
import link.box.testing.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebChannelTest {
    @TempDir
    Path folder;
    /** Enough for a machine that has much to do. */
    private Duration patience = Duration.ofSeconds(20);
    private LiveWorker worker;
    private Site site;

    @BeforeEach
    void open() throws Exception {
        worker = new LiveWorker();
        site = new Site();
    }

    @AfterEach
    void close() {
        site.close();
        worker.close();
    }

    private Channel channel() throws IOException {
        return new WebChannel(site.url(), "", new Rate(0, worker::nanos), worker, patience);
    }

    private String failure() throws IOException {
        Channel channel = channel();
        return assertThrows(IOException.class, channel::release).getMessage();
    }

    @Test
    void what_is_stopped_ends_at_once_and_so_does_what_would_follow() throws Exception {
        site.misbehaviour = Misbehaviour.SILENT;
        Channel channel = channel();
        worker.execute(() -> {
            while (site.ranges.isEmpty()) {
                Thread.onSpinWait();
            }
            channel.stop();
        });
        long begin = System.nanoTime();
        assertTrue(assertThrows(IOException.class, channel::release).getMessage().contains(Channel.STOPPED));
        site.misbehaviour = Misbehaviour.NONE;
        assertTrue(assertThrows(IOException.class, () -> channel.keys(1)).getMessage().contains(Channel.STOPPED));
        assertTrue(System.nanoTime() - begin < patience.toNanos());
    }

    @Test
    void documents_come_as_they_are_and_a_change_of_keys_need_not_be_there() throws Exception {
        site.files.put("/release.json", "{}".getBytes());
        site.files.put("/keys/1.json", "{1}".getBytes());
        assertArrayEquals("{}".getBytes(), channel().release().orElseThrow());
        assertArrayEquals("{1}".getBytes(), channel().keys(1).orElseThrow());
        assertTrue(channel().keys(2).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"HTML,is a web page (HTML): is ota.channel right", "REDIRECT,answers 302 (it sends elsewhere",
        "TROUBLE,answers 503 (the server is in trouble)", "SILENT,was not answered within 1 s",
        "ENDLESS,the answer is larger than 262144 bytes",
        "NONE,is not there (404): is that a release channel?"})
    void what_is_no_channel_is_said(Misbehaviour misbehaviour, String words) throws Exception {
        site.misbehaviour = misbehaviour;
        patience = misbehaviour == Misbehaviour.SILENT ? Duration.ofSeconds(1) : patience;
        assertTrue(failure().contains(words), failure());
    }

    @Test
    void a_page_that_says_that_it_is_something_else_is_seen_by_its_beginning() throws Exception {
        site.files.put("/release.json", "<!doctype html>".getBytes());
        assertTrue(failure().contains("is a web page"), failure());
    }

    @Test
    void a_document_may_have_so_much_and_no_more() throws Exception {
        site.files.put("/release.json", new byte[Channel.DOCUMENT]);
        assertEquals(Channel.DOCUMENT, channel().release().orElseThrow().length);
        site.files.put("/release.json", new byte[Channel.DOCUMENT + 1]);
        assertTrue(failure().contains("larger than"), failure());
    }

    @Test
    void a_server_that_is_not_there_is_said_with_its_name() throws Exception {
        String url = site.url();
        site.close();
        assertEquals(url + "/release.json cannot be read: no connection", failure());
    }

    @Test
    void a_server_that_is_not_the_one_to_be_believed_is_asked_for_nothing() throws Exception {
        Made authority = Made.authority("test root");
        try (Site secure = Site.secure(authority.issue("localhost"))) {
            secure.files.put("/release.json", "{}".getBytes());
            Path ca = Files.writeString(folder.resolve("ca.pem"), Pem.block("CERTIFICATE", authority.chain().get(0).getEncoded()));
            assertArrayEquals("{}".getBytes(), trusting(secure, ca.toString()).release().orElseThrow());
            secure.ranges.clear();
            assertThrows(IOException.class, trusting(secure, "sha256/" + "A".repeat(43) + "=")::release);
            assertThrows(IOException.class, trusting(secure, "")::release);
            assertEquals(List.of(), secure.ranges, "requests");
        }
    }

    private Channel trusting(Site secure, String trust) throws IOException {
        return Channel.open(secure.url() + "/", trust, new Rate(0, worker::nanos), worker);
    }
}
