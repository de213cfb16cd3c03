import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/** TEXTS QUERIES FOLDER DEPTH: indexes the texts, asks the queries, prints a TREC run. */
public class LuceneChild {
    public static void main(String[] args) throws IOException {
        Analyzer analyzer = new DutchAnalyzer();
        try (Directory directory = FSDirectory.open(Path.of(args[2], "index"))) {
            build(directory, analyzer, Path.of(args[0]));
            ask(directory, analyzer, Path.of(args[1]), Integer.parseInt(args[3]));
        }
    }

    private static void build(Directory directory, Analyzer analyzer, Path texts)
            throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (String line : Files.readAllLines(texts, StandardCharsets.UTF_8)) {
                String[] row = line.split("\t", 2);
                Document document = new Document();
                document.add(new StoredField("id", row[0]));
                document.add(new TextField("text", row[1], Field.Store.NO));
                writer.addDocument(document);
            }
        }
    }

    private static void ask(Directory directory, Analyzer analyzer, Path queries, int depth)
            throws IOException {
        QueryBuilder builder = new QueryBuilder(analyzer);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (String line : Files.readAllLines(queries, StandardCharsets.UTF_8)) {
                String[] row = line.split("\t", 2);
                Query query = builder.createBooleanQuery("text", row[1]);
                if (query == null) {
                    continue;
                }
                int rank = 0;
                for (ScoreDoc hit : searcher.search(query, depth).scoreDocs) {
                    String id = searcher.doc(hit.doc).get("id");
                    System.out.println(
                            row[0] + " Q0 " + id + " " + ++rank + " " + hit.score + " lucene");
                }
            }
        }
    }
}
