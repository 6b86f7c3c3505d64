package io.memo.fingerprint.ambient;

/**
 * Calls that read from outside the process: files, the network, databases, other programs; in the form of {@link Names}. Opening a
 * stream or a connection counts as reading.
 */
final class OutsideTable {

    static final String TEXT = """
            java.nio.file.Files                      read* lines list walk* find newInputStream newBufferedReader newByteChannel newDirectoryStream exists notExists size get* is* mismatch probeContentType createTemp* copy
            java.nio.file.Path                       toRealPath
            java.nio.file.FileSystems                newFileSystem
            java.nio.file.FileSystem                 getRootDirectories getFileStores
            java.nio.file.FileStore                  get*
            java.nio.file.WatchService               poll take
            java.nio.channels.FileChannel            open
            java.nio.channels.AsynchronousFileChannel  open
            java.nio.channels.SocketChannel          open connect read
            java.nio.channels.ServerSocketChannel    accept
            java.nio.channels.DatagramChannel        receive read
            java.io.FileInputStream                  new
            java.io.FileReader                       new
            java.io.RandomAccessFile                 new
            java.io.File                             exists length lastModified list listFiles is* !isAbsolute can* getCanonical* createTempFile
            java.util.Scanner                        new(File) new(File,String) new(File,Charset) new(Path) new(Path,String) new(Path,Charset)
            java.io.Console                          read*
            java.util.zip.ZipFile                    new
            java.util.jar.JarFile                    new
            java.net.URL                             openStream openConnection getContent equals hashCode sameFile
            java.net.URLConnection                   connect getInputStream getContent* getHeader* getLastModified getDate getExpiration
            java.net.JarURLConnection                connect getInputStream getContent* getHeader* getLastModified getJar* getManifest getMainAttributes getAttributes getCertificates getDate getExpiration
            java.net.HttpURLConnection               connect getInputStream getErrorStream getContent* getHeader* getResponse* getLastModified getDate getExpiration
            javax.net.ssl.HttpsURLConnection         connect getInputStream getErrorStream getContent* getHeader* getResponse* getLastModified getDate getExpiration
            java.net.Socket                          new connect getInputStream
            javax.net.ssl.SSLSocket                  connect getInputStream
            javax.net.ssl.SSLSocketFactory           createSocket(String,int) createSocket(String,int,InetAddress,int) createSocket(InetAddress,int) createSocket(InetAddress,int,InetAddress,int)
            javax.net.SocketFactory                  createSocket(String,int) createSocket(String,int,InetAddress,int) createSocket(InetAddress,int) createSocket(InetAddress,int,InetAddress,int)
            javax.net.ssl.SSLServerSocket            accept
            java.net.ServerSocket                    accept
            java.net.DatagramSocket                  receive
            java.net.MulticastSocket                 receive
            java.net.InetAddress                     getByName getAllByName isReachable getHostName getCanonicalHostName
            java.net.Inet4Address                    getByName getAllByName isReachable getHostName getCanonicalHostName
            java.net.Inet6Address                    getByName getAllByName isReachable getHostName getCanonicalHostName
            java.net.InetSocketAddress               new(String,int) getHostName
            java.net.http.HttpClient                 send sendAsync
            java.lang.ProcessBuilder                 start startPipeline
            java.security.KeyStore                   getInstance(File,char[]) getInstance(File,KeyStore$LoadStoreParameter)
            java.security.KeyStore$Builder           newInstance(File,KeyStore$ProtectionParameter) newInstance(String,Provider,File,KeyStore$ProtectionParameter)
            java.lang.Runtime                        exec
            java.sql.DriverManager                   getConnection
            javax.sql.DataSource                     getConnection
            java.sql.Driver                          connect getPropertyInfo
            java.sql.DatabaseMetaData                get*
            javax.sql.ConnectionPoolDataSource       getPooledConnection
            javax.sql.PooledConnection               getConnection
            javax.sql.XADataSource                   getXAConnection
            javax.sql.XAConnection                   getConnection
            javax.sql.RowSet                         execute
            javax.sql.rowset.*                       execute populate
            java.sql.Statement                       execute*
            java.sql.PreparedStatement               execute*
            java.sql.CallableStatement               execute*
            javax.imageio.ImageIO                    read(File) read(URL)
            javax.imageio.stream.FileImageInputStream  new
            javax.xml.parsers.DocumentBuilder        parse(File) parse(String)
            javax.xml.parsers.SAXParser              parse(File,DefaultHandler) parse(String,DefaultHandler) parse(File,HandlerBase) parse(String,HandlerBase)
            org.xml.sax.XMLReader                    parse(String)
            org.xml.sax.Parser                       parse(String)
            org.w3c.dom.ls.LSParser                  parseURI
            javax.xml.validation.SchemaFactory       newSchema(File) newSchema(URL)
            javax.xml.catalog.CatalogManager         catalog catalogResolver
            javax.xml.transform.stream.StreamSource  new(File) new(String)
            javax.sound.sampled.AudioSystem          getAudioInputStream(File) getAudioInputStream(URL)
            javax.naming.directory.DirContext        search getAttributes
            javax.naming.directory.InitialDirContext  search getAttributes
            javax.naming.event.EventDirContext       search getAttributes
            javax.naming.ldap.LdapContext            search getAttributes extendedOperation
            javax.naming.ldap.InitialLdapContext     search getAttributes extendedOperation
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
            org.springframework.r2dbc.core.*         all first one rowsUpdated then await* flow
            org.springframework.r2dbc.connection.init.*  populate executeSqlScript
            org.springframework.messaging.core.*     receive* sendAndReceive convertSendAndReceive
            org.springframework.messaging.rsocket.*  retrieve* send*
            org.springframework.web.socket.client.WebSocketClient  execute
            org.springframework.security.authentication.password.CompromisedPasswordChecker  check
            org.springframework.security.authentication.password.ReactiveCompromisedPasswordChecker  check
            org.springframework.security.web.authentication.password.*  check
            org.springframework.security.web.authentication.rememberme.PersistentTokenRepository  getTokenForSeries
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
            org.springframework.core.io.InputStreamSource  getInputStream
            org.springframework.core.io.Resource     getInputStream getContentAs* lastModified exists isReadable contentLength readableChannel
            org.springframework.core.io.ClassPathResource  !*
            org.springframework.core.io.ModuleResource  !*
            org.springframework.core.io.ByteArrayResource  !*
            org.springframework.core.io.DescriptiveResource  !*
            org.springframework.core.io.InputStreamResource  !*
            org.springframework.web.multipart.MultipartFile  !*
            org.springframework.core.io.support.EncodedResource  get*Stream getReader getContentAsString
            org.springframework.core.io.support.ResourcePatternResolver  getResources
            org.springframework.core.io.support.PathMatchingResourcePatternResolver  getResources
            org.springframework.core.io.support.LocalizedResourceHelper  findLocalizedResource
            org.springframework.core.io.support.PropertiesLoaderUtils  loadProperties fillProperties
            org.springframework.core.io.support.ResourcePropertySource  new
            org.springframework.core.io.buffer.DataBufferUtils  read readAsynchronousFileChannel
            org.springframework.util.FileCopyUtils   copyToByteArray(File) copy(File,File)
            org.springframework.util.FileSystemUtils  copyRecursively
            org.springframework.jdbc.object.*        execute* find* run* update*
            org.springframework.jdbc.support.incrementer.*  next*
            org.springframework.jdbc.support.JdbcUtils  extractDatabaseMetaData
            org.springframework.jdbc.support.SQLErrorCodesFactory  getErrorCodes resolveErrorCodes
            org.springframework.jdbc.datasource.DataSourceUtils  getConnection doGetConnection
            org.springframework.jdbc.datasource.init.ScriptUtils  executeSqlScript
            org.springframework.http.client.ClientHttpRequest  execute
            org.springframework.http.client.ClientHttpRequestExecution  execute
            org.springframework.http.client.reactive.ClientHttpConnector  connect
            org.springframework.web.reactive.function.client.ExchangeFunction  exchange
            org.springframework.web.service.invoker.HttpExchangeAdapter  exchange*
            org.springframework.security.core.userdetails.jdbc.*  load*
            org.springframework.security.provisioning.JdbcUserDetailsManager  find* load* userExists
            org.springframework.security.authentication.ott.JdbcOneTimeTokenService  consume generate
            org.springframework.security.crypto.encrypt.KeyStoreKeyFactory  getKeyPair
            org.springframework.r2dbc.connection.ConnectionFactoryUtils  getConnection doGetConnection
            kotlin.io.ConsoleKt                      read*
            kotlin.io.FilesKt                        read* forEachLine forEachBlock useLines walk* copy*
            kotlin.io.FileTreeWalk                   iterator
            kotlin.io.TextStreamsKt                  readText(URL,Charset) readBytes(URL)
            kotlin.io.path.PathsKt                   read* walk* list* get* visitFileTree copyToRecursively
            """;

    private OutsideTable() {}
}
