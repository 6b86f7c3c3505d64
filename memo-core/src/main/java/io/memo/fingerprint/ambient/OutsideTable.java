package io.memo.fingerprint.ambient;

/**
 * Calls that read from outside the process: files, the network, databases, other programs; in the form of {@link Names}. Opening a
 * stream or a connection counts as reading.
 */
final class OutsideTable {

    static final String TEXT = """
            java.nio.file.Files                      read* lines list walk* find newInputStream newBufferedReader newByteChannel newDirectoryStream exists notExists size get* is* mismatch probeContentType createTemp*
            java.nio.file.Path                       toRealPath
            java.nio.channels.FileChannel            open
            java.nio.channels.AsynchronousFileChannel  open
            java.nio.channels.SocketChannel          open connect
            java.io.FileInputStream                  new
            java.io.FileReader                       new
            java.io.RandomAccessFile                 new
            java.io.File                             exists length lastModified list listFiles is* !isAbsolute can* getCanonical* createTempFile
            java.util.Scanner                        new(File) new(File,String) new(File,Charset) new(Path) new(Path,String) new(Path,Charset)
            java.util.zip.ZipFile                    new
            java.util.jar.JarFile                    new
            java.net.URL                             openStream openConnection getContent
            java.net.URLConnection                   connect getInputStream getContent* getHeader* getLastModified
            java.net.HttpURLConnection               connect getInputStream getErrorStream getContent* getHeader* getResponse* getLastModified
            javax.net.ssl.HttpsURLConnection         connect getInputStream getErrorStream getContent* getHeader* getResponse* getLastModified
            java.net.Socket                          new connect getInputStream
            java.net.DatagramSocket                  receive
            java.net.InetAddress                     getByName getAllByName isReachable getHostName getCanonicalHostName
            java.net.InetSocketAddress               new(String,int) getHostName
            java.net.http.HttpClient                 send sendAsync
            java.lang.ProcessBuilder                 start
            java.lang.Runtime                        exec
            java.sql.DriverManager                   getConnection
            javax.sql.DataSource                     getConnection
            javax.sql.ConnectionPoolDataSource       getPooledConnection
            java.sql.Statement                       execute*
            java.sql.PreparedStatement               execute*
            java.sql.CallableStatement               execute*
            javax.imageio.ImageIO                    read(File) read(URL)
            javax.xml.parsers.DocumentBuilder        parse(File) parse(String)
            javax.xml.parsers.SAXParser              parse(File,DefaultHandler) parse(String,DefaultHandler)
            javax.xml.transform.stream.StreamSource  new(File) new(String)
            javax.sound.sampled.AudioSystem          getAudioInputStream(File) getAudioInputStream(URL)
            javax.naming.directory.DirContext        search getAttributes
            jakarta.persistence.EntityManager        find* getReference refresh create*Query
            jakarta.persistence.Query                getResult* getSingleResult* executeUpdate
            jakarta.persistence.TypedQuery           getResult* getSingleResult* executeUpdate
            org.hibernate.Session                    find* get load byId* byMulti* refresh create*
            org.hibernate.StatelessSession           get* create*
            org.hibernate.query.*                    list uniqueResult* getResult* getSingleResult* scroll stream
            org.hibernate.Hibernate                  initialize
            jakarta.jms.*                            receive*
            jakarta.mail.*                           getMessage* getFolder fetch
            jakarta.ws.rs.client.*                   get post put delete invoke submit method head options
            okhttp3.Call                             execute enqueue
            retrofit2.Call                           execute enqueue
            org.apache.http.client.HttpClient        execute
            org.apache.http.impl.client.CloseableHttpClient  execute
            org.apache.hc.client5.http.classic.HttpClient  execute*
            org.apache.hc.client5.http.impl.classic.CloseableHttpClient  execute*
            org.apache.kafka.clients.consumer.*      poll partitionsFor endOffsets beginningOffsets
            com.mongodb.client.MongoCollection       find* count* aggregate distinct estimated*
            com.mongodb.reactivestreams.client.MongoCollection  find* count* aggregate distinct estimated*
            co.elastic.clients.elasticsearch.*       search get mget count exists msearch
            software.amazon.awssdk.services.*        get* list* head* describe* query scan* select* receive* invoke* batchGet*
            com.google.cloud.storage.*               get* list* read* download*
            io.grpc.stub.ClientCalls                 *Call
            io.lettuce.core.api.*                    get* hget* mget exists lrange smembers zrange* ttl keys scan*
            redis.clients.jedis.*                    get* hget* mget* exists lrange smembers zrange*
            io.r2dbc.spi.Statement                   execute
            io.r2dbc.spi.ConnectionFactory           create
            org.jooq.*                               fetch* execute stream
            org.apache.ibatis.session.SqlSession     select*
            org.jdbi.v3.core.*                       withHandle inTransaction open createQuery select
            org.springframework.r2dbc.core.*         sql fetch execute
            org.springframework.web.client.RestTemplate  *For* exchange* execute put delete
            org.springframework.web.client.RestOperations  *For* exchange* execute put delete
            org.springframework.web.client.RestClient$*  retrieve exchange*
            org.springframework.web.reactive.function.client.WebClient$*  retrieve exchange*
            org.springframework.jdbc.core.*          query* execute* update batchUpdate call sql
            org.springframework.ws.client.core.*     *end*
            org.springframework.graphql.client.*     retrieve* execute*
            org.springframework.jms.core.*           receive* browse* sendAndReceive
            org.springframework.amqp.rabbit.core.*   receive* convertSendAndReceive* sendAndReceive
            org.springframework.ldap.core.*          search* lookup* find* authenticate
            org.springframework.ai.chat.client.*     call stream
            org.springframework.core.io.Resource     getInputStream getContentAs* lastModified exists contentLength
            org.springframework.core.io.UrlResource  getInputStream getContentAs* lastModified exists contentLength
            org.springframework.core.io.FileSystemResource  getInputStream getContentAs* lastModified exists contentLength
            org.springframework.core.io.PathResource  getInputStream getContentAs* lastModified exists contentLength
            org.springframework.core.io.InputStreamSource  getInputStream
            org.springframework.core.io.support.*    getResources
            kotlin.io.FilesKt                        read* forEachLine forEachBlock useLines walk*
            kotlin.io.TextStreamsKt                  readText(URL,Charset) readBytes(URL)
            kotlin.io.path.PathsKt                   read* walk list* get*
            """;

    private OutsideTable() {}
}
