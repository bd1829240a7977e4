package link.box.ota.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import link.box.common.release.NamedBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryChannelTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private Channel channel() throws IOException {
        Files.createDirectories(folder.resolve("usb/bundles"));
        return new DirectoryChannel(folder.resolve("usb"));
    }

    private static void failure(String words, Channel channel) {
        String said = assertThrows(IOException.class, channel::release).getMessage();
        assertTrue(said.contains(words), said);
    }

    @Test
    void what_is_stopped_is_not_read_on() throws Exception {
        Files.createDirectories(folder.resolve("bundles"));
        Files.write(folder.resolve("bundles/" + "0123456789abcdef".repeat(4) + ".jar"), new byte[] {1, 2});
        Channel channel = new DirectoryChannel(folder);
        channel.stop();
        NamedBundle bundle = new NamedBundle("a.b", "1.0", 2, "box", 2, "0123456789abcdef".repeat(4));
        assertTrue(assertThrows(IOException.class, () -> channel.fetch(bundle, folder.resolve("part"))).getMessage()
                .contains(Channel.STOPPED));
    }

    @Test
    void a_stick_that_is_not_plugged_in_offers_nothing() throws Exception {
        assertTrue(new DirectoryChannel(folder.resolve("nowhere")).release().isEmpty());
        assertTrue(channel().release().isEmpty());
        assertTrue(channel().keys(1).isEmpty());
    }

    @Test
    void a_link_is_followed_within_the_channel_and_not_out_of_it() throws Exception {
        Channel channel = channel();
        Path document = folder.resolve("usb/release.json");
        Files.writeString(folder.resolve("usb/42.json"), "{}");
        Files.createSymbolicLink(document, Path.of("42.json"));
        assertArrayEquals("{}".getBytes(), channel.release().orElseThrow());
        Files.delete(document);
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(document, Path.of("../secret"));
        failure("leads out of", channel);
        Files.delete(document);
        Files.createSymbolicLink(document, Path.of("/dev/zero"));
        failure("leads out of", channel);
    }

    @Test
    void what_is_no_file_or_too_large_is_refused() throws Exception {
        Channel channel = channel();
        Path document = folder.resolve("usb/release.json");
        Files.createDirectory(document);
        failure("is no file", channel);
        Files.delete(document);
        Files.write(document, new byte[Channel.DOCUMENT + 1]);
        failure("larger than", channel);
    }

    @Test
    void a_bundle_is_copied_if_it_has_the_size_that_is_named() throws Exception {
        Channel channel = channel();
        Path part = folder.resolve("part");
        NamedBundle named = new NamedBundle("a.b", "1.0", 2, "box", 5, SHA256);
        String missing = assertThrows(IOException.class, () -> channel.fetch(named, part)).getMessage();
        assertTrue(missing.contains("has all of the channel been copied?"), missing);
        Files.writeString(folder.resolve("usb/bundles/" + SHA256 + ".jar"), "123456");
        assertTrue(assertThrows(IOException.class, () -> channel.fetch(named, part)).getMessage().contains("has 6 bytes"));
        assertFalse(Files.exists(part));
        Files.writeString(part, "left over from another try");
        Files.writeString(folder.resolve("usb/bundles/" + SHA256 + ".jar"), "12345");
        channel.fetch(named, part);
        assertArrayEquals("12345".getBytes(), Files.readAllBytes(part));
    }
}
