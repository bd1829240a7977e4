package link.box.nat.igd;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML of a stranger: no document type, so no entities of its own, and nothing from elsewhere. */
final class Xml {
    private static final Map<String, Boolean> STRICT = Map.of(XMLInputFactory.SUPPORT_DTD, false,
            XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false, XMLInputFactory.IS_COALESCING, true);

    private Xml() {
    }

    /** Tells the text of each of these elements, in the order of the document. Some routers begin with blanks or a byte order mark. */
    static void read(byte[] document, Set<String> elements, BiConsumer<String, String> teller) throws IOException {
        String text = new String(document, StandardCharsets.UTF_8);
        if (text.contains("<!DOCTYPE")) {
            throw new IOException("its XML brings a document type along");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        STRICT.forEach(factory::setProperty);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text.substring(Math.max(0, text.indexOf('<')))));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT && elements.contains(reader.getLocalName())) {
                    teller.accept(reader.getLocalName(), reader.getElementText().strip());
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("its XML is malformed", e);
        }
    }
}
