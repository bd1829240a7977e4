package link.box.login.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;

/** All that people read, from one file. */
public final class Texts {
    private static final Properties TEXTS = load();

    private Texts() {
    }

    /** @return the text with its gaps filled in, not yet escaped for HTML */
    public static String of(String key, Object... values) {
        String text = TEXTS.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("there is no text " + key);
        }
        return MessageFormat.format(text, values);
    }

    private static Properties load() {
        try (Reader reader = new InputStreamReader(Texts.class.getResourceAsStream("messages.properties"), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
