# ruff: noqa: E501  (one question a line)
"""Typed names from all of history, with the answer written as plain text: what is right, and what is wrong."""

# Accepted spellings (set apart by ` = `): right answers // wrong answers
TABLE = """
Abraham Lincoln: Lincoln | Abe Lincoln | President Lincoln | A. Lincoln | Abraham Lincon // Mary Lincoln | Mrs Lincoln | Lincoln Memorial | Abraham | Lincoln's assassin | Nebraska
George Washington: Washington | General Washington | G. Washington | George Washinton | president washington // Washington DC | Washington D.C. | Martha Washington | George | George Marshall | Washington Irving | Booker T. Washington
Julius Caesar: Caesar | Julius Cesar | Julius Ceasar // Augustus Caesar | Caesar's wife | Julius II | Pope Julius II | Augustus
Alexander the Great: alexander the great | Alexander the great of Macedon // Alexander II | Peter the Great | Catherine the Great | Alexander | Alfred the Great
Elizabeth I: Queen Elizabeth I | Elizabeth the First | Elizabeth 1st | Elisabeth I | Queen Elizabeth the First // Elizabeth II | Elizabeth | Mary I | Queen Elizabeth the Second | Elizabeth 2
Louis XIV: Louis 14 | Louis the Fourteenth | King Louis XIV | King Louis the 14th | Louis XIV of France // Louis XVI | Louis XV | Louis XIII | Louis 16 | Louis | Louis IV
Otto von Bismarck: Bismarck | von Bismarck | Prince Bismarck | Bismark // Otto I | Otto the Great | Bismarck's successor
Adolf Hitler: Hitler | Adolph Hitler | A. Hitler | Herr Hitler | the Führer, Hitler // Himmler | Hitler Youth | Eva Hitler | Hitler's foreign minister | Rudolf Hess
Winston Churchill: Churchill | Sir Winston Churchill | Winston Spencer Churchill | Churchil | Winston S. Churchill | Prime Minister Churchill | W. Churchill // Randolph Churchill | Churchill College | Clementine Churchill | Winston | Chamberlain
Martin Luther: Luther | Luther, Martin | M. Luther | Dr Martin Luther // Martin Luther King | Lutheran | Lutheranism | Martin | Lex Luthor
Mikhail Gorbachev: Gorbachev | Gorbachov | Gorbatchev | Michail Gorbatschow | M. S. Gorbachev | Горбачёв | Gorbachow // Raisa Gorbachev | Brezhnev | Yeltsin | Mikhail
Leonid Brezhnev: Brezhnev | Breznev | Brejnev | L. I. Brezhnev // Brezhnev Doctrine | Leonid
Feliks Dzerzhinsky: Dzerzhinsky | Dzerzhinskii | Felix Dzerzhinsky | Dzherzhinsky | Дзержинский // Dostoevsky | Felix
Sergei Kirov: Kirov | Kirow | S. M. Kirov | Sergey Kirov | Sergei Mironovich Kirov // Kirov's murder | Kiev | Kirov Ballet | Kerov or Kamenev
Nikolai Yezhov: Yezhov | Ezhov | Ежов | Yeshov | Nikolai Ezhov // Yezhovshchina | Yagoda
Genrikh Yagoda: Yagoda | Iagoda | Jagoda | Ягода // Yezhov | Genrikh
Vyacheslav Molotov: Molotov | Molotow | V. M. Molotov | Viacheslav Molotov // Molotov cocktail | Molotov-Ribbentrop Pact | Molotov Line
Joachim von Ribbentrop: Ribbentrop | von Ribbentrop | Ribentrop | J. von Ribbentrop // Molotov | Joachim
Georgy Zhukov: Zhukov | Marshal Zhukov | Georgi Zhukov | Jukov // Zhdanov | Georgy
Sun Yat-sen: Sun Yat Sen | Dr Sun Yat-sen | Sun Yatsen | Sun // Yat-sen | Chiang | The Sun Also Rises
Zhou Enlai = Chou En-lai: Zhou | Chou En Lai | Zhou En-lai | Premier Zhou Enlai // Enlai | Zhu De
Ferdinand Magellan: Magellan | Magallan? | F. Magellan // Ferdinand | Strait of Magellan | Ferdinand II
Christopher Columbus: Columbus | Colombus | Columbus, Christopher | Christopher Colombus // Columbia | Christopher | Columbus Day | Columbus Ohio
Vasco da Gama: da Gama | Vasco da Gamma | Gama // Vasco | Vasco Nunez de Balboa
Maximilien Robespierre: Robespierre | Robspierre | Maximilian Robespierre | M. Robespierre | Maximilien de Robespierre // Augustin Robespierre | Danton
Marie Antoinette: marie antoinette | Marie-Antoinette | Queen Marie Antoinette | Marie Antionette // Marie | Marie Curie | Louis XVI
Marie Curie: Curie | Madame Curie | Mme Curie // Pierre Curie | Marie | Marie Antoinette
Emmeline Pankhurst: Pankhurst | Mrs Pankhurst | Emeline Pankhurst | Emmeline Pankurst // Sylvia Pankhurst | Christabel Pankhurst | Emmeline
Florence Nightingale: Nightingale | Florence Nightingale. | Miss Nightingale | Florence Nitingale // Florence | nightingales sang | Mary Seacole
Nelson Mandela: Mandela | President Mandela | Nelson Mandella // Winnie Mandela | Nelson | Admiral Nelson | Mrs Mandela
Horatio Nelson: Nelson | Admiral Nelson | Lord Nelson | Lord Horatio Nelson // Nelson Mandela | Nelson's Column | Lady Nelson
Duke of Wellington: Wellington | the Duke of Wellington | duke wellington // Duke of Marlborough | Wellington boots | Duke of York | Duke
William the Conqueror = William I: William I | William the Conquerer | King William I | William the First // William II | William | William III | William of Orange | Conqueror
Charles I: King Charles I | Charles the First | Charles 1 | Charles I of England | Charles 1st // Charles II | Charles | King Charles | Charles III | Charles X
James VI and I: James VI and I | James I and VI? // James II | James | James VI and II
George III: King George III | George the Third | George 3 // George II | George | George IV | George VI
Pope John Paul II: John Paul II | Pope John Paul the Second | John Paul 2 // John Paul I | Pope John XXIII | John Paul | Pope Paul
Pius XII: Pope Pius XII | Pius the Twelfth | Pius 12 // Pius XI | Pius | Pius II
Saladin: saladin | Sultan Saladin | Saladdin // Aladdin | Paladin
Genghis Khan: Genghis | Chinggis Khan | Ghengis Khan | Gengis Khan | Jenghis Khan // Kublai Khan | Khan | Chaka Khan
Suleiman the Magnificent: Suleyman the Magnificent | Sultan Suleiman the Magnificent | Suleiman the Magnificient // Magnificent | Lorenzo the Magnificent | Mehmed II
Mustafa Kemal Atatürk: Atatürk | Ataturk | Mustafa Kemal Ataturk | Kemal Ataturk | Kemal Atatürk // Kemal Pasha or Enver Pasha | Mustafa | Inonu
John F. Kennedy: JFK | Kennedy | John Kennedy | J. F. Kennedy | John Fitzgerald Kennedy | President Kennedy // Robert Kennedy | Bobby Kennedy | Jackie Kennedy | Edward Kennedy | Mrs Kennedy | RFK
Lyndon B. Johnson = LBJ: Johnson | Lyndon Johnson | LBJ | L.B.J. | Lyndon Baines Johnson | President Johnson // Andrew Johnson | Boris Johnson | Johnston | Lady Bird Johnson
Sitting Bull: sitting bull | Chief Sitting Bull // Bull | Raging Bull | Bull Run | John Bull
Toussaint Louverture: Toussaint L'Ouverture | Toussaint Louverture | Louverture // Toussaint or Dessalines
Simón Bolívar: Bolivar | Simon Bolivar | Bolívar | S. Bolivar // Bolivia | Simon | San Martin
Ho Chi Minh: ho chi minh | Ho Chi Minh. // Ho Chi Minh City | Hanoi
Haile Selassie: Haile Selasie | Selassie | Emperor Haile Selassie | Haile Sellassie // Menelik II
Nicolaus Copernicus: Copernicus | Kopernikus | Nicolas Copernicus | Nicholas Copernicus // Kepler | Copernican
Galileo Galilei: Galileo | Galilei | Gallileo | Galileo Galilei. // Galilee | Galilean
Leonardo da Vinci: da Vinci | Leonardo da Vinci | Leonardo | Leonardo Da Vinchi // Da Vinci Code | Michelangelo
Russo-Japanese War: Russo-Japanese War | russo japanese war | Russo-Japanese war of 1904 | the Russo-Japanese War | Japanese-Russo War | Russo-Japenese War // Sino-Japanese War | Russo-Turkish War | Russo-Polish War | Japanese War
Sino-Soviet Split: Sino Soviet split | the Sino-Soviet split | Soviet-Sino split // Sino-Soviet Treaty | Sino-Soviet alliance | Soviet split
Hundred Years' War: 100 Years' War | Hundred Years War | the hundred year's war | 100 years war // Thirty Years' War | Seven Years War | 1000 Years War | Years' War | 10 Years War
Six-Day War: Six Day War | 6 Day War | 6-Day War | the Six Days War // Yom Kippur War | Seven-Day War | Day War | 16 Day War
War of 1812: war of 1812 | The War of 1812 | 1812 War // War of 1814 | War of 1821 | 1812 Overture | War
World War II = Second World War: WWII | WW2 | World War Two | 2nd World War | Second World War | W.W. II | World War 2 // World War I | First World War | WW1 | World War III | WWI | World War | World War 22 | Great War
Second International: 2nd International | the Second International | International, Second | II International // Third International | First International | 3rd International | International | 22nd International
Glorious Revolution: the glorious revolution | Glorius Revolution | Glorious Revolution of 1688 | Glorious Revolution (1688) // French Revolution | Revolution | Glorious | Inglorious Revolution
French Revolution: the french revolution | French Revolution (1789) | French Revolution, 1789 // Russian Revolution | American Revolution | France | Haitian Revolution | French Resolution
Industrial Revolution: The Industrial Revolution | industrial revolutions | Industrail Revolution // Agricultural Revolution | Industrial Evolution | Second Industrial Revolution | Post-Industrial Revolution
Berlin Wall: the Berlin Wall | berlin wall | Berlin Wal // Great Wall | Berlin Airlift | Berlin | the fall of the Berlin Wall | Dublin Wall | Berlin Blockade
Berlin Blockade: Berlin blockade | the blockade of Berlin | Blockade of Berlin | Berlin Blokade // Berlin Airlift | Berlin Wall | Berlin
Cuban Missile Crisis: Cuban missile crisis | the Cuban Misile Crisis | Missile Crisis, Cuban | the Cuban missile crises // Bay of Pigs | Suez Crisis | Cuban Revolution | Cuba
Marshall Plan: the Marshall Plan | Marshal Plan | marshall plan | Marshall-Plan // Molotov Plan | Five-Year Plan | Schuman Plan | Marshall | Truman Doctrine | Dawes Plan | Martial Plan or Dawes Plan
Truman Doctrine: Truman doctrine | the Truman Doctrine | Trumann Doctrine | Doctrine of Truman // Brezhnev Doctrine | Monroe Doctrine | Truman | Harry Truman
Monroe Doctrine: Monroe doctrine | Munroe Doctrine | Monro Doctrine // Marilyn Monroe | Truman Doctrine | Monroe
League of Nations: the league of nations | League of Nation | Leage of Nations | League of Nations (1920) // United Nations | League | Nations | Hanseatic League | League of Notions or UN
United Nations: UN | U.N. | the United Nations | the UN | United Nation | UNO | United Nations Organisation // League of Nations | United States | EU | NATO | United
NATO = North Atlantic Treaty Organization: NATO | N.A.T.O. | Nato | North Atlantic Treaty Organisation | North Atlantic Treaty Organization | the North Atlantic Treaty Organization // Warsaw Pact | SEATO | UN | North Atlantic
Warsaw Pact: the Warsaw Pact | Warsaw Treaty | Warsaw pact | Pact of Warsaw | Warshaw Pact // Warsaw | Warsaw Ghetto | Warsaw Uprising | NATO | Pact of Steel
Magna Carta: magna carta | The Magna Carta (1215) | Magna Charta // Bill of Rights | Manga | Carta
Declaration of Independence: the Declaration of Independence | declaration of independance | Independence Declaration // Declaration of the Rights of Man | War of Independence | Independence | Constitution | Declaration of Dependence
Emancipation Proclamation: emancipation proclamation | the Emancipation Proclomation | Emancipation Proclamation, 1863 // Emancipation | Proclamation | Emancipation Edict
New Deal: the New Deal | new deal | NewDeal // Fair Deal | Old Deal | New Economic Policy | Deal | Green New Deal | Second New Deal
Great Depression: the great depression | Great Depresion | The Great Depression. // Great War | Depression | Great Recession | Great Leap Forward | Great Repression or
Great Leap Forward: The Great Leap Forward | great leap foward | Great Leap forwards // Great Leap Backward | Cultural Revolution | Great Famine | Leap Forward or Back
Cultural Revolution: the cultural revolution | Cultural revolution (1966) // Agricultural Revolution | Revolution | Great Leap Forward
Treaty of Tordesillas: Tordesillas | Treaty of Tordesilas | treaty of tordesillas, 1494 // Treaty of Versailles | Treaty of Trent
Treaty of Nanjing: Treaty of Nanking | Nanjing Treaty | Nanking // Treaty of Tianjin | Nanjing Massacre | Rape of Nanking
Congress of Vienna: Vienna Congress | Congress of Vienna | the Congress of Viena | Congress of Vienna (1815) | Vienna // Congress of Berlin | Siege of Vienna | Congress
Peace of Westphalia: Treaty of Westphalia | Westphalia | Peace of Westfalia // Peace of Augsburg | War of Westphalia | Peace
Edict of Nantes: Nantes | Edict of Nante | the edict of nantes // Edict of Worms | Edict of Milan | Revocation of the Edict of Nantes | Edict
Battle of Hastings: Hastings | battle of hastings | Battle of Hasting | Hastings (1066) | Battle of Hastings, 1066 // Battle of Stamford Bridge | Warren Hastings | Battle
Battle of the Somme: the Somme | Somme | battle of the some? | The Battle of the Somme // Battle of the Marne | Battle of Verdun | Battle of the Sommerset
Battle of Waterloo: Waterloo | battle of Waterloo | Battle at Waterloo | Battle of Watterloo // Waterloo Station | Battle of Trafalgar | Battle of Leipzig
Spanish Armada: the Spanish Armada | Spanish Armarda | armada, spanish // Spanish Inquisition | Armada of France | Spanish Flu | Armenia
Austria-Hungary: Austria Hungary | Austria - Hungary | Austria and Hungary | Hungary-Austria // Austria | Hungary | Australia-Hungary | Austria-Germany | Austria or Hungary
Ottoman Empire: the Ottoman Empire | Ottoman empire | Otoman Empire | Ottoman Empires // Roman Empire | Ottomans vs Romans | Ottoman Umpire | Empire | Holy Roman Empire
Holy Roman Empire: the Holy Roman Empire | Holy Roman empire | HRE | H.R.E. // Roman Empire | Holy Roman Emperor | Byzantine Empire | Unholy Roman Empire
Habsburg: Hapsburg | the Habsburgs | Habsburgs // Hamburg | Hohenzollern | Salzburg
Bourgeoisie: bourgeoisie | the bourgeoisie | burgeoisie | bourgoisie | bourgeosie // bourgeois | petty bourgeoisie | petite-bourgeoisie | proletariat
proletariat: the proletariat | Proletariat | proletariate | prolateriat // proletarian | bourgeoisie | dictatorship of the proletariat
dictatorship of the proletariat: Dictatorship of the Proletariat | dictatorship of proletariat | dictatorship of the proletariate // dictatorship | proletariat | dictatorship of the bourgeoisie | dictatorship over the proletariat
glasnost: Glasnost | glastnost | гласность | glasnost' // perestroika | glasnost and perestroika | uskorenie
perestroika: Perestroika | perestroyka | перестройка | perestroïka | Peristroika // glasnost | Perestroika & glasnost
samizdat: Samizdat | самиздат | samisdat // tamizdat | Samzidat or tamizdat
Kristallnacht: Krystallnacht | Kristalnacht | kristallnacht. | Kristall Nacht // Night of the Long Knives | Krist
Anschluss: Anschluß | anschluss | the Anschluss | Anschlus | Anschluss (1938) // Ausgleich | Anschauung | Munich Agreement
Reichstag: the Reichstag | Reichtag | reichstag // Reichsrat | Bundestag | Reichstag fire | Landtag | Reich
Blitzkrieg: blitzkrieg | Blitzkreig | blitz krieg | the Blitzkrieg // Blitz | Sitzkrieg | Kulturkampf
appeasement: Appeasement | apeasement | appeasment // containment | anti-appeasement | appraisement or containment
containment: containment | Containment | contanement | containement // appeasement | contentment | entertainment | détente
détente: detente | Detente | Détente | dètente | detante // entente | Entente Cordiale | containment
apartheid: Apartheid | aparthied | apartheit | Apartheid. // anti-apartheid | segregation | apart
laissez-faire: laissez faire | laisser-faire | laissez fair | laissezfaire | Laissez-Faire // free trade | laissez-passer
guillotine: the guillotine | guilotine | gillotine | a guillotine // Guillotin's machine or gallows | gallows
penicillin: penicilin | Penicillin | penicillan // Fleming | streptomycin
1917: 1917 | in 1917 | It was 1917 | nineteen seventeen // 1918 | 1971 | 1916 | 191 | 19177 | 1917 or 1918 | not 1917
27 million: 27 million | 27 Million. | twenty-seven million // 17 million | 26 million | 270 million | 27 | million | 27 billion
95 Theses: Ninety-Five Theses | 95 theses | The 95 Theses | Ninety Five Thesis | the ninety-five theses // 94 Theses | April Theses | Theses | 59 Theses | Ninety Theses
Group of 77: the Group of 77 | group of seventy-seven // Group of 7 | Group of 8 | Group | Group of 78
B-52: B52 | B 52 | b-52 | the B-52 // B-51 | B-29 | B-5 | 52 | B-25
T-34: T34 | T 34 | t-34 // T-43 | T-35 | 34 | T-3
Apollo 11: Apollo XI | Apollo Eleven | apollo 11 | Appollo 11 // Apollo 13 | Apollo | Apollo 1 | Apollo 12 | 11
Third Reich: 3rd Reich | the Third Reich | III Reich | Third Riech // Second Reich | Reich | Third International | 2nd Reich
Fifth Republic: 5th Republic | the Fifth Republic | V Republic // Fourth Republic | 4th Republic | Republic | Fifth Column | Fith Column
Five-Year Plans: five year plans | Five Year Plan | 5-Year Plans | the Five-Year Plan | 5 year plan // Four-Year Plan | Year Plans | 4 year plans | six year plans | plan
Red Army: the Red Army | red army | The Red Army. | RedArmy // White Army | Red Guard | Red Guards | Army | Red Amy Winehouse | Ted Army
White Army: White Army | white army // Red Army | Whig Army | Black Army
North Vietnam: north vietnam | N. Vietnam | North Viet Nam | North Vietname // South Vietnam | Vietnam | North Korea | Viet Cong | S. Vietnam
South Africa: South Africa. | S. Africa | south afrika // North Africa | Africa | South America | South Arabia
West Germany = Federal Republic of Germany: FRG | West Germany | West-Germany | F.R.G. // East Germany | Germany | GDR | Germany, East | East Germny | Weat or East Germany
Prussia: Prussia | Prusia | the Prussia // Russia | Russian Empire | Persia | Russie
Gallipoli: Galipoli | Gallipolli | gallipoli // Tripoli | Napoli
Kiev: Kyiv | kiev | Киев | Kiyv? // Kiel | Kieve or Minsk | Lvov | Moscow
Petrograd: petrograd | Petrogard | Petrograd, Russia | Петроград // Leningrad | Stalingrad | St Petersburg or Moscow | Belgrade
Constantinople: constantinople | Constantinopel | Constantinopole | Konstantinople // Istanbul and Rome | Constantine | Constance | Adrianople
Danzig: danzig | Danzing | Dantzig | Danzig. // Leipzig | Gdynia | Dancing
Guernica: Guernica | Guernika | guernica. // Majorca | America | Gernicka or Madrid
Trojan War: Trojan war | The Trojan War | Trojan wars // Trajan War | Trajan | Trojan Horse | War
Punic Wars: Punic War | the Punic Wars | punic wars | Punnic Wars // Second Punic War | First Punic War | Public Wars or | Gallic Wars | Opium Wars
First Punic War: 1st Punic War | first punic war | Punic War I | The First Punic War | Punic War, First // Second Punic War | Punic War | Third Punic War | 2nd Punic War
Opium War: opium war | the Opium Wars | Opuim War // First World War | Boxer Rebellion | War
"""
